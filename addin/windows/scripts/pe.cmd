@echo off
setlocal EnableExtensions DisableDelayedExpansion
"%~dp0python\python.exe" -m addin.windows pe %*
