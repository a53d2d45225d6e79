@echo off
"%~dp0python\python.exe" -m addin.windows restart
set "RESULT=%ERRORLEVEL%"
if not "%~1"=="/quiet" pause
exit /b %RESULT%
