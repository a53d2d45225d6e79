@echo off
setlocal EnableExtensions DisableDelayedExpansion
"%~dp0python\python.exe" -m addin.windows check
set "RESULT=%ERRORLEVEL%"
if /i not "%~1"=="/quiet" pause
exit /b %RESULT%
