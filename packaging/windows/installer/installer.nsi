; The installer. Compiled by winkit/installer.py, which writes product.nsh (names and version),
; files.nsh (what to install) into ${BUILD}.
;
; Exit codes of a silent run, also listed in 安装说明.md:
;   0 done                        14 too little disk space
;   1 cancelled                   15 a file could not be deleted (uninstaller)
;   2 stopped, or damaged file    16 a file could not be written
;  10 Windows is too old          17 administrator rights are needed
;  12 the program is running      18 another installer is at work
;  13 a newer version is installed 19 the folder of /D= cannot be used

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

!define NOT_WRITTEN "文件写入失败：“$INSTDIR”。$\r$\n$\r$\n请检查磁盘空间和文件夹的权限，再运行一次安装程序。原来的版本仍可使用，您的报告文件不受影响。"

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

!include /CHARSET=UTF8 record.nsh
!include /CHARSET=UTF8 folder.nsh
!include /CHARSET=UTF8 places.nsh

!macro WaitUntilClosed PREFIX
Function ${PREFIX}WaitUntilClosed
  ${Do}
    Call ${PREFIX}LookForUse
    ${If} $R9 <> ${IN_USE}
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      ${StopBecause} 12 "${TITLE}正在运行，请先关闭。"
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
  Call ReadGivenFolder
  Call OpenRecord
  ${Tell} "${TITLE} ${VERSION} 安装程序：$CMDLINE"
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${StopBecause} 10 "这台电脑的 Windows 版本太旧。$\r$\n$\r$\n${TITLE}需要 64 位 Windows 10（1809）或更新的版本。"
  ${EndIf}
  ${If} $GivenFolder != ""
    StrCpy $R5 $GivenFolder
    Call JudgeFolder
    ${If} $R9 != ""
      ${StopBecause} 19 "$R9"
    ${EndIf}
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
  StrCpy $INSTDIR $GivenFolder
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
  StrCpy $R5 $INSTDIR
  Call JudgeFolder
  ${If} $R9 != ""
    ${If} ${Silent}
      ${StopBecause} 19 "$R9"
    ${EndIf}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R9"
    Abort ; back to the page with the folder
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

Section "${TITLE}"
  SectionIn RO
  ${UseScope}
  !insertmacro TakeMark
  ; It may have been started since the folder was chosen.
  Call WaitForProgram
  ; For whatever stops the copying; .onInstFailed says it.
  SetErrorLevel 16
  Call ChoosePlace
  StrCpy $R0 "$INSTDIR\$Place"
  Call ClearPlace
  ${Tell} "写入“$INSTDIR\$Place”，在用的版本是“$OldVersion”"
  SetOverwrite on
  ClearErrors
  SetDetailsPrint textonly
  DetailPrint "正在复制程序文件……"
  SetDetailsPrint none
  !include /CHARSET=UTF8 "${BUILD}/files.nsh"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}.new"
  ${IfNot} ${Errors}
    Call CheckLaid
  ${EndIf}
  ${If} ${Errors}
    Call ForgetPlace
    ${StopBecause} 16 "${NOT_WRITTEN}"
  ${EndIf}
  Call Swap
  ${Tell} "已换用“$Place”里的 ${VERSION}"
  Call WriteEntries
  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortCut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"
  ${RefreshShellIcons}
  Call RemoveFormerVersion
  !insertmacro DropMark
  SetErrorLevel 0
  ${Tell} "安装完成，退出码 0"
SectionEnd

; NSIS itself stops where a file cannot be written; what was in use before is still in use.
Function .onInstFailed
  Call ForgetPlace
  ${Tell} "${NOT_WRITTEN}"
  ${Tell} "没有完成，退出码 16"
FunctionEnd

Function ForgetPlace
  SetOutPath "$TEMP"
  StrCpy $R0 "$INSTDIR\$Place"
  Call ClearPlace
  Delete "$INSTDIR\${PROGRAM}.new"
  Delete "$INSTDIR\${CONSOLE_PROGRAM}.new"
  Delete "$INSTDIR\${UNINSTALLER}.new"
  RMDir "$INSTDIR"
FunctionEnd

Function WriteEntries
  WriteRegStr SHCTX "${OWN_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S _?=$INSTDIR'
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
  Call un.TidyIfAsked
  Call un.OpenRecord
  ${Tell} "${TITLE} ${VERSION} 卸载程序：“$INSTDIR”"
  !insertmacro FindElevation
  StrCpy $Everybody 0
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 == $INSTDIR
    StrCpy $Everybody 1
  ${EndIf}
  ${If} $Everybody = 1
  ${AndIf} $Elevated = 0
    ${If} ${Silent}
      ${StopBecause} 17 "${TITLE}是为全体用户安装的，卸载需要管理员权限。"
    ${EndIf}
    ExecShell "runas" "$INSTDIR\${UNINSTALLER}"
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
  ; An upgrade that asks for this holds the mark itself.
  ${If} $KeepTraces = 0
    !insertmacro TakeMark
  ${EndIf}
  SetOutPath "$TEMP"
  SetDetailsPrint textonly
  DetailPrint "正在移除程序文件……"
  SetDetailsPrint none
  StrCpy $R6 0
  StrCpy $R0 "$INSTDIR\${PLACE_A}"
  Call un.ClearPlace
  IntOp $R6 $R6 + $R9
  StrCpy $R0 "$INSTDIR\${PLACE_B}"
  Call un.ClearPlace
  IntOp $R6 $R6 + $R9
  ${If} $R6 <> 0
    ${StopBecause} 15 "有程序文件删不掉，可能正在使用。$\r$\n$\r$\n请重新启动电脑，再卸载一次。"
  ${EndIf}
  Call un.RemoveTopFiles
  ${If} $KeepTraces = 0
    Call un.RemoveTraces
    !insertmacro DropMark
  ${EndIf}
  ${Tell} "卸载完成，退出码 0"
SectionEnd

Function un.RemoveTopFiles
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${PROGRAM}.new"
  Delete "$INSTDIR\${CONSOLE_PROGRAM}"
  Delete "$INSTDIR\${CONSOLE_PROGRAM}.new"
  Delete "$INSTDIR\${UNINSTALLER}.new"
  Delete "$INSTDIR\${POINTER}"
  Delete "$INSTDIR\${POINTER}.new"
FunctionEnd

; Run with _?= it works in its own folder, and whoever started it gets the exit code; a copy then deletes
; the last file, as soon as this process has ended.
Function un.RemoveOwnFile
  ClearErrors
  Delete "$INSTDIR\${UNINSTALLER}"
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    GetTempFileName $R0
    System::Call 'kernel32::CopyFileW(w "$INSTDIR\${UNINSTALLER}", w R0, i 0)'
    Exec '"$R0" /S /TIDY _?=$INSTDIR'
  ${EndIf}
  ClearErrors
FunctionEnd

Function un.TidyIfAsked
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/TIDY" $R1
  ${If} ${Errors}
    Return
  ${EndIf}
  ${ForEach} $R2 1 100 + 1
    Delete "$INSTDIR\${UNINSTALLER}"
    ${IfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
      ${ExitFor}
    ${EndIf}
    Sleep 100
  ${Next}
  RMDir "$INSTDIR"
  Quit
FunctionEnd

Function un.RemoveTraces
  Call un.RemoveOwnFile
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
