@echo off
"%~dp0python\python.exe" -m addin.windows check
set "RESULT=%ERRORLEVEL%"
if not "%~1"=="/quiet" pause
exit /b %RESULT%
