@echo off
rem Removes the add-in of the current user; own policies, settings and logs stay.
setlocal EnableExtensions DisableDelayedExpansion
"%~dp0python\python.exe" -m addin.windows uninstall
set "RESULT=%ERRORLEVEL%"
if /i not "%~1"=="/quiet" pause
if not "%RESULT%"=="0" exit /b %RESULT%
if /i not "%~dp0"=="%LOCALAPPDATA%\jixiao\" exit /b 0
rem What Python could not remove while it ran, and at last this file.
rmdir /s /q "%LOCALAPPDATA%\jixiao\python"
(goto) 2>nul & del "%~f0"
