@echo off
rem Installs for the current user; no rights of an administrator are needed. /quiet: does not wait.
setlocal EnableExtensions DisableDelayedExpansion
set "PACKAGE=%~dp0."
if not exist "%~dp0python\python.exe" goto incomplete
rem Files from the internet or by mail are marked, and Windows asks before it runs them: take it off.
set "SHELL=%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe"
if exist "%SHELL%" "%SHELL%" -NoProfile -NonInteractive -Command "Get-ChildItem -LiteralPath $env:PACKAGE -Recurse -File | Unblock-File" >nul 2>&1 <nul
"%~dp0python\python.exe" -m addin.windows install "%PACKAGE%"
set "RESULT=%ERRORLEVEL%"
rem Python itself ends with 0 to 3; anything else is Windows that would not start it.
if "%RESULT%"=="0" goto end
if "%RESULT%"=="1" goto end
if "%RESULT%"=="2" goto end
if "%RESULT%"=="3" goto end
:incomplete
set "RESULT=4"
rem The text is in UTF-8; the window gets its own code page back.
for /f "tokens=2 delims=:." %%p in ('"%SystemRoot%\System32\chcp.com"') do set "PAGE=%%p"
"%SystemRoot%\System32\chcp.com" 65001 >nul
type "%~dp0blocked.txt"
"%SystemRoot%\System32\chcp.com" %PAGE% >nul
:end
if /i not "%~1"=="/quiet" pause
exit /b %RESULT%
