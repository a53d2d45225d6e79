@echo off
"%~dp0python\python.exe" -m addin.windows pe %*
