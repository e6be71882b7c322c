@echo off
rem Stagecraft's launcher for Windows: finds Java 17 or newer in JAVA_HOME or on PATH, and keeps a class archive in the user's cache where Java can maintain one (19 and newer).
setlocal EnableExtensions DisableDelayedExpansion
for %%R in ("%~dp0..") do set "ROOT=%%~fR"
set "JAR=%ROOT%\lib\stagecraft.jar"
if not exist "%JAR%" (
  >&2 echo stagecraft: there is no %JAR%
  >&2 echo   try  unpack the archive again, all of it
  exit /b 1
)
set "JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "MAJOR=0"
for /f "tokens=2 delims== " %%V in ('call "%JAVA%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "MAJOR=%%V"
for /f "delims=." %%V in ("%MAJOR%") do set "MAJOR=%%V"
if %MAJOR% LSS 17 (
  >&2 echo stagecraft: no Java 17 or newer was found
  >&2 echo   try  install one and set JAVA_HOME to its folder
  exit /b 1
)
set "ARCHIVE="
if %MAJOR% GEQ 19 if defined LOCALAPPDATA (
  if not exist "%LOCALAPPDATA%\stagecraft" mkdir "%LOCALAPPDATA%\stagecraft" 2>nul
  if exist "%LOCALAPPDATA%\stagecraft" set ARCHIVE=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%LOCALAPPDATA%\stagecraft\java%MAJOR%.jsa"
)
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xms16m -Xmx512m --enable-native-access=ALL-UNNAMED %ARCHIVE% "-Dstagecraft.home=%ROOT%" %STAGECRAFT_JAVA_OPTIONS% -cp "%JAR%" dev.stagecraft.app.Main %*
exit /b %ERRORLEVEL%
