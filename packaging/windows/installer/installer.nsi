; The installer. Compiled by winkit/installer.py, which writes product.nsh (names and version),
; files.nsh (what to install) and removal.nsh (what to delete) into ${BUILD}.
;
; Exit codes of a silent run, also listed in 安装说明.md:
;   0 done                        13 a newer version is installed
;   1 cancelled                   14 too little disk space
;   2 stopped, or damaged file    15 the old version could not be removed
;  10 Windows is too old          16 a file could not be written
;  12 the program is running      17 administrator rights are needed
;                                 18 another installer is at work

Unicode true
Target amd64-unicode
CRCCheck force
ManifestDPIAware true
ManifestSupportedOS all
; Everybody may install for himself; an administrator who starts it as such may install for all.
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave off
AllowSkipFiles off

!include /CHARSET=UTF8 "${BUILD}/product.nsh"
!include FileFunc.nsh
!include LogicLib.nsh
!include MUI2.nsh
!include nsDialogs.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${FOLDER}"
!define OWN_KEY "Software\${FOLDER}"
!define CLASSES "Software\Classes"
!define UNINSTALLER "uninstall.exe"
!define LIBRARY "runtime\${PYTHON_LIBRARY}"
!define OLDEST_BUILD 17763
; What the file system needs besides the files themselves.
!define SPARE_KB 10240

Name "${TITLE}"
Caption "${TITLE} ${VERSION} 安装"
UninstallCaption "${TITLE} 卸载"
OutFile "${OUTPUT}"
BrandingText "${TITLE} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${PUBLISHER}"

Var Everybody          ; 1: for all users of the computer, 0: for this user
Var Elevated           ; 1: started as administrator
Var OldFolder          ; where an installed version is, or empty
Var OldVersion
Var Mark               ; handle of the mutex that says that files change
Var KeepTraces         ; the uninstaller runs as the first half of an upgrade

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE_PICTURE}"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "如果接受以上条款，请点“我接受”继续安装。"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${TITLE}帮您填写、核对和导出《政府信息公开工作年度报告》。$\r$\n$\r$\n安装不需要连接网络，也不需要管理员权限，大约一分钟。$\r$\n$\r$\n已有的报告文件不会被改动。"
!define MUI_FINISHPAGE_TITLE "安装完成"
!define MUI_FINISHPAGE_TEXT "桌面和“开始”菜单里已有“${TITLE}”。双击 ${EXTENSION} 报告文件也会用它打开。"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "现在就打开${TITLE}"
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将要移除${TITLE}的程序文件。您的报告、设置和备份都会留在原处。"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
Page custom ChooseScope KeepScope
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Say why and end: a window for people, an exit code for scripts.
!macro StopBecause CODE SENTENCE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
!define StopBecause "!insertmacro StopBecause"

; Windows lets nobody write to a library that a running program uses; other errors are not ours.
!macro WaitUntilClosed PREFIX
Function ${PREFIX}WaitUntilClosed
  ${Do}
    StrCpy $R9 0
    ${If} ${FileExists} "$R8\${LIBRARY}"
      System::Call 'kernel32::CreateFileW(w "$R8\${LIBRARY}", i 0x40000000, i 0, p 0, i 3, i 0, p 0) p.R7 ?e'
      Pop $R9
      System::Call 'kernel32::CloseHandle(p R7)'
    ${EndIf}
    ${If} $R9 <> 32
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      SetErrorLevel 12
      Quit
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行。$\r$\n$\r$\n请先保存报告、关闭程序，再点“重试”。" IDRETRY +3
      SetErrorLevel 12
      Quit
  ${Loop}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

!macro UseScope
  SetRegView 64
  ${If} $Everybody = 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend
!define UseScope "!insertmacro UseScope"

!macro FindElevation
  UserInfo::GetAccountType
  Pop $R0
  StrCpy $Elevated 0
  ${If} $R0 == "Admin"
    StrCpy $Elevated 1
  ${EndIf}
!macroend

; Held while files change: a second installer and the program itself wait for it to go.
!macro TakeMark
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\${SETUP_MARK}") p.R6 ?e'
  Pop $R9
  ${If} $R9 = 183 ; it exists already
  ${OrIf} $R6 = 0 ; another user holds it
    ${StopBecause} 18 "另一个安装程序正在安装${TITLE}。$\r$\n$\r$\n请等它完成以后再试。"
  ${EndIf}
  StrCpy $Mark $R6
!macroend

!macro DropMark
  System::Call 'kernel32::CloseHandle(p $Mark)'
!macroend

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${StopBecause} 10 "这台电脑的 Windows 版本太旧。$\r$\n$\r$\n${TITLE}需要 64 位 Windows 10（1809）或更新的版本。"
  ${EndIf}
  !insertmacro FindElevation
  Call DecideScope
  Call UseFolder
  ${If} ${Silent}
    Call CheckFolder
  ${EndIf}
FunctionEnd

; The command line decides, then what is installed already, then the rights of who installs.
Function DecideScope
  StrCpy $Everybody $Elevated
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $R1 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 != ""
    StrCpy $Everybody 1
  ${ElseIf} $R1 != ""
    StrCpy $Everybody 0
  ${EndIf}
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/CurrentUser" $R3
  ${IfNot} ${Errors}
    StrCpy $Everybody 0
  ${EndIf}
  ClearErrors
  ${GetOptions} $R2 "/AllUsers" $R3
  ${IfNot} ${Errors}
    StrCpy $Everybody 1
  ${EndIf}
  ${If} $Everybody = 1
  ${AndIf} $Elevated = 0
    ${StopBecause} 17 "${TITLE}在这台电脑上是为全体用户安装的。$\r$\n$\r$\n请右键点安装程序，选“以管理员身份运行”。"
  ${EndIf}
FunctionEnd

; /D= wins; else the place of the installed version; else the usual place.
Function UseFolder
  ${UseScope}
  ReadRegStr $OldFolder SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $OldVersion SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $OldFolder
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everybody = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${FOLDER}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${FOLDER}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ChooseScope
  ${If} $Elevated = 0
  ${OrIf} $OldFolder != ""
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "给谁使用" "请选择${TITLE}装给哪些用户。"
  nsDialogs::Create 1018
  Pop $R0
  ${NSD_CreateRadioButton} 12u 20u 90% 12u "这台电脑的全体用户"
  Pop $R1
  ${NSD_CreateRadioButton} 12u 40u 90% 12u "只给当前用户"
  Pop $R2
  ${If} $Everybody = 1
    ${NSD_Check} $R1
  ${Else}
    ${NSD_Check} $R2
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function KeepScope
  ${NSD_GetState} $R1 $Everybody
  StrCpy $INSTDIR ""
  Call UseFolder
FunctionEnd

; Before anything is changed: never older over newer, not while it runs, not onto a full disk.
Function CheckFolder
  ${If} $OldVersion != ""
    ${VersionCompare} "$OldVersion" "${VERSION}" $R0
    ${If} $R0 = 1
      ${StopBecause} 13 "不能用旧版本覆盖新版本：这台电脑上已有 $OldVersion，这个安装程序是 ${VERSION}。$\r$\n$\r$\n旧版本可能打不开新版本存的报告，因此没有安装。"
    ${EndIf}
  ${EndIf}
  ; A whole drive is no program folder.
  StrLen $R0 $INSTDIR
  ${If} $R0 <= 3
    StrCpy $INSTDIR "$INSTDIR\${FOLDER}"
  ${EndIf}
  Call WaitForProgram
  Call CheckSpace
FunctionEnd

Function WaitForProgram
  StrCpy $R8 $INSTDIR
  Call WaitUntilClosed
  ${If} $OldFolder != ""
    StrCpy $R8 $OldFolder
    Call WaitUntilClosed
  ${EndIf}
FunctionEnd

; Asks the nearest folder that exists, because a folder may be a drive or a share of its own.
Function CheckSpace
  StrCpy $R0 $INSTDIR
  ${DoUntil} ${FileExists} "$R0\*.*"
    ${GetParent} $R0 $R1
    ${If} $R1 == ""
      Return
    ${EndIf}
    StrCpy $R0 $R1
  ${Loop}
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$R0\", *l.R2, p 0, p 0) i.R3'
  ${If} $R3 = 0
    Return
  ${EndIf}
  System::Int64Op $R2 / 1024
  Pop $R2
  IntOp $R4 ${SIZE_KB} + ${SPARE_KB}
  System::Int64Op $R2 < $R4
  Pop $R5
  ${If} $R5 = 1
    IntOp $R6 $R4 / 1024
    System::Int64Op $R2 / 1024
    Pop $R7
    ${StopBecause} 14 "磁盘空间不够：需要 $R6 MB，“$R0”所在的磁盘只剩 $R7 MB。$\r$\n$\r$\n请清理出空间，或者换一个磁盘安装。"
  ${EndIf}
FunctionEnd

; The old version's own uninstaller knows its files best. It is told to keep entries and icons.
Function RemoveOldVersion
  ${If} $OldFolder == ""
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "$OldFolder\${UNINSTALLER}"
    Return
  ${EndIf}
  DetailPrint "正在替换版本 $OldVersion"
  InitPluginsDir
  CopyFiles /SILENT "$OldFolder\${UNINSTALLER}" "$PLUGINSDIR\old-version.exe"
  ClearErrors
  ExecWait '"$PLUGINSDIR\old-version.exe" /S /KEEP _?=$OldFolder' $R0
  ${If} ${Errors}
  ${OrIf} $R0 <> 0
    ${StopBecause} 15 "旧版本 $OldVersion 未能移除（编号 $R0）。$\r$\n$\r$\n请重新启动电脑，再运行一次安装程序。您的报告文件不受影响。"
  ${EndIf}
  Delete "$OldFolder\${UNINSTALLER}"
  RMDir "$OldFolder"
FunctionEnd

Section "${TITLE}"
  SectionIn RO
  ${UseScope}
  !insertmacro TakeMark
  ; It may have been started since the folder was chosen.
  Call WaitForProgram
  Call RemoveOldVersion
  SetOverwrite on
  ClearErrors
  SetDetailsPrint textonly
  DetailPrint "正在复制程序文件……"
  SetDetailsPrint none
  !include /CHARSET=UTF8 "${BUILD}/files.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  ${If} ${Errors}
    ${StopBecause} 16 "文件写入失败：“$INSTDIR”。$\r$\n$\r$\n请检查磁盘空间和文件夹的权限，再运行一次安装程序。您的报告文件不受影响。"
  ${EndIf}
  Call WriteEntries
  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortCut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  ${RefreshShellIcons}
  !insertmacro DropMark
SectionEnd

Function WriteEntries
  WriteRegStr SHCTX "${OWN_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr SHCTX "${CLASSES}\${EXTENSION}" "" "${KIND}"
  WriteRegStr SHCTX "${CLASSES}\${EXTENSION}\OpenWithProgids" "${KIND}" ""
  WriteRegStr SHCTX "${CLASSES}\${KIND}" "" "${DOCUMENT_KIND}"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},1"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
FunctionEnd

; Explorer starts it with the rights of the person at the desk, not of the installer.
Function StartProgram
  ${If} $Elevated = 1
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
  ${Else}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro FindElevation
  StrCpy $Everybody 0
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 == $INSTDIR
    StrCpy $Everybody 1
  ${EndIf}
  ${If} $Everybody = 1
  ${AndIf} $Elevated = 0
    ${If} ${Silent}
      SetErrorLevel 17
    ${Else}
      ExecShell "runas" "$INSTDIR\${UNINSTALLER}"
    ${EndIf}
    Quit
  ${EndIf}
  StrCpy $R8 $INSTDIR
  Call un.WaitUntilClosed
FunctionEnd

Section "Uninstall"
  ${UseScope}
  ${GetParameters} $R0
  StrCpy $KeepTraces 1
  ClearErrors
  ${GetOptions} $R0 "/KEEP" $R1
  ${If} ${Errors}
    StrCpy $KeepTraces 0
  ${EndIf}
  SetOutPath "$TEMP"
  SetDetailsPrint textonly
  DetailPrint "正在移除程序文件……"
  SetDetailsPrint none
  !include /CHARSET=UTF8 "${BUILD}/removal.nsh"
  ${If} ${FileExists} "$INSTDIR\${LIBRARY}"
    ${StopBecause} 15 "有程序文件删不掉，可能正在使用。$\r$\n$\r$\n请重新启动电脑，再卸载一次。"
  ${EndIf}
  ${If} $KeepTraces = 0
    Call un.RemoveTraces
  ${EndIf}
SectionEnd

Function un.RemoveTraces
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  DeleteRegKey SHCTX "${CLASSES}\${KIND}"
  DeleteRegValue SHCTX "${CLASSES}\${EXTENSION}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${EXTENSION}\OpenWithProgids"
  ; Another program may have taken the file type over since.
  ReadRegStr $R0 SHCTX "${CLASSES}\${EXTENSION}" ""
  ${If} $R0 == "${KIND}"
    DeleteRegValue SHCTX "${CLASSES}\${EXTENSION}" ""
  ${EndIf}
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${EXTENSION}"
  ; The log is the program's; reports, settings and backups are the user's.
  SetShellVarContext current
  Delete "$LOCALAPPDATA\${FOLDER}\logs\*.log*"
  RMDir "$LOCALAPPDATA\${FOLDER}\logs"
  RMDir "$LOCALAPPDATA\${FOLDER}"
  ${RefreshShellIcons}
FunctionEnd

!ifdef SIGN_COMMAND
  !uninstfinalize '${SIGN_COMMAND} "%1"'
!endif
