; Two places for the program, one in use. A new version is laid into the free one; then one small file is
; replaced, in one step, and the launcher starts the new version. Until then the old one is whole, after
; it the new one is: whenever the power fails, one of them starts.
;
;   公开年报.exe nianbao.exe uninstall.exe   the same for both places; each is replaced in one step
;   program-in-use.txt                       the name of the place in use, read by the launcher
;   program-a\ program-b\                    each with files.txt, the list of what was laid there
;
; Only what is listed is ever deleted: what somebody put among it stays.

!define POINTER "program-in-use.txt"
!define LIST "files.txt"
!define PLACE_A "program-a"
!define PLACE_B "program-b"
!define REPLACE_AND_WRITE_THROUGH 9
!define IN_USE 32

Var Place              ; where the new version is laid
Var FormerPlace        ; the other one

; Whether a program in the folder $R8 runs. Windows lets nobody write to a library that a running program
; uses; other errors are not ours. Sets $R9 to ${IN_USE} if so.
!macro LookForUse PREFIX
Function ${PREFIX}LookForUse
  StrCpy $R9 0
  StrCpy $R5 "$R8\runtime"
  Call ${PREFIX}LookIntoRuntime
  StrCpy $R5 "$R8\${PLACE_A}\runtime"
  Call ${PREFIX}LookIntoRuntime
  StrCpy $R5 "$R8\${PLACE_B}\runtime"
  Call ${PREFIX}LookIntoRuntime
FunctionEnd

Function ${PREFIX}LookIntoRuntime
  ClearErrors
  FindFirst $R4 $R3 "$R5\python3*.dll"
  ${DoUntil} ${Errors}
    System::Call 'kernel32::CreateFileW(w "$R5\$R3", i 0x40000000, i 0, p 0, i 3, i 0, p 0) i.R7 ?e'
    Pop $R2
    ${If} $R7 = -1
      ${If} $R2 = ${IN_USE}
        StrCpy $R9 ${IN_USE}
      ${EndIf}
    ${Else}
      System::Call 'kernel32::CloseHandle(p R7)'
    ${EndIf}
    FindNext $R4 $R3
  ${Loop}
  FindClose $R4
  ClearErrors
FunctionEnd
!macroend
!insertmacro LookForUse ""
!insertmacro LookForUse "un."

; Delete below the folder $R0 what the list $R1 names; $R9 says how much could not be deleted.
!macro RemoveListed PREFIX
Function ${PREFIX}RemoveListed
  StrCpy $R9 0
  ClearErrors
  FileOpen $R2 "$R1" r
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  ${Do}
    ClearErrors
    FileReadUTF16LE $R2 $R3
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    StrCpy $R3 $R3 -2 ; the line's end
    System::Call 'shlwapi::StrStrW(w R3, w "..") p.R4'
    ${If} $R3 == ""
    ${OrIf} $R4 != 0 ; a list that was tampered with leads nowhere else
      ${Continue}
    ${EndIf}
    StrCpy $R4 $R3 1 -1
    ${If} $R4 == "\"
      RMDir "$R0\$R3"
    ${Else}
      ClearErrors
      Delete "$R0\$R3"
      ${If} ${Errors}
        IntOp $R9 $R9 + 1
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $R2
  ClearErrors
FunctionEnd

; Clear the place $R0 with its list, if all of it could be deleted; else the list stays for the next time.
Function ${PREFIX}ClearPlace
  StrCpy $R1 "$R0\${LIST}"
  Call ${PREFIX}RemoveListed
  ${If} $R9 = 0
    Delete "$R0\${LIST}"
    RMDir "$R0"
  ${EndIf}
  ClearErrors
FunctionEnd
!macroend
!insertmacro RemoveListed ""
!insertmacro RemoveListed "un."

Function ChoosePlace
  StrCpy $R1 ""
  ClearErrors
  FileOpen $R0 "$INSTDIR\${POINTER}" r
  ${IfNot} ${Errors}
    FileRead $R0 $R1
    FileClose $R0
  ${EndIf}
  ClearErrors
  StrCpy $Place "${PLACE_A}"
  StrCpy $FormerPlace "${PLACE_B}"
  ${If} $R1 == "${PLACE_A}"
    StrCpy $Place "${PLACE_B}"
    StrCpy $FormerPlace "${PLACE_A}"
  ${EndIf}
FunctionEnd

; Every file of the list is there and on the disk, not only in the memory of the system: what the pointer
; will name must outlast a power failure. Sets the error flag otherwise.
Function CheckLaid
  StrCpy $R9 0
  StrCpy $R6 0
  ClearErrors
  FileOpen $R2 "$INSTDIR\$Place\${LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileReadUTF16LE $R2 $R3
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $R3 $R3 -2
      StrCpy $R4 $R3 1 -1
      ${If} $R4 == "\"
        ${Continue}
      ${EndIf}
      StrCpy $R5 "$INSTDIR\$Place\$R3"
      Call Flush
      IntOp $R6 $R6 + 1
    ${Loop}
    FileClose $R2
  ${EndIf}
  ClearErrors
  ${If} $R9 <> 0
  ${OrIf} $R6 <> ${FILE_COUNT}
    SetErrors
  ${EndIf}
FunctionEnd

; Write the file $R5 through to the disk; $R9 counts those that are not there.
Function Flush
  System::Call 'kernel32::CreateFileW(w R5, i 0x40000000, i 7, p 0, i 3, i 0, p 0) i.R7'
  ${If} $R7 = -1
    IntOp $R9 $R9 + 1
  ${Else}
    System::Call 'kernel32::FlushFileBuffers(p R7)'
    System::Call 'kernel32::CloseHandle(p R7)'
  ${EndIf}
FunctionEnd

; Put “$R0.new” into the place of $R0, in one step. A virus scanner may hold it for a moment.
Function ReplaceFile
  StrCpy $R9 0
  StrCpy $R5 "$R0.new"
  Call Flush
  StrCpy $R6 0
  ${Do}
    System::Call 'kernel32::MoveFileExW(w "$R0.new", w R0, i ${REPLACE_AND_WRITE_THROUGH}) i.R7'
    ${If} $R7 <> 0
      ${ExitDo}
    ${EndIf}
    IntOp $R6 $R6 + 1
    ${If} $R6 > 20
      StrCpy $R9 1
      ${ExitDo}
    ${EndIf}
    Sleep 250
  ${Loop}
  ${If} $R9 <> 0
    ${StopBecause} 16 "文件写入失败：“$R0”。$\r$\n$\r$\n请检查磁盘空间和文件夹的权限，再运行一次安装程序。原来的版本仍可使用，您的报告文件不受影响。"
  ${EndIf}
FunctionEnd

; The launchers first: a new one starts the old version too. With the pointer the new version is in use.
Function Swap
  StrCpy $R0 "$INSTDIR\${PROGRAM}"
  Call ReplaceFile
  StrCpy $R0 "$INSTDIR\${CONSOLE_PROGRAM}"
  Call ReplaceFile
  StrCpy $R0 "$INSTDIR\${UNINSTALLER}"
  Call ReplaceFile
  FileOpen $R1 "$INSTDIR\${POINTER}.new" w
  FileWrite $R1 "$Place"
  FileClose $R1
  StrCpy $R0 "$INSTDIR\${POINTER}"
  Call ReplaceFile
FunctionEnd

; What cannot be deleted now is deleted by the next installation: the list stays with it.
Function RemoveFormerVersion
  StrCpy $R0 "$INSTDIR\$FormerPlace"
  Call ClearPlace
  ${If} $R9 <> 0
    ${Tell} "旧版本有 $R9 个文件正在使用，下次安装时再删"
  ${EndIf}
  ; From before there were two places.
  ${If} ${FileExists} "$INSTDIR\runtime\*.*"
    StrCpy $R0 "$INSTDIR"
    StrCpy $R1 "$INSTDIR\$Place\${LIST}"
    Call RemoveListed
  ${EndIf}
  ${If} $OldFolder != ""
  ${AndIf} $OldFolder != $INSTDIR
  ${AndIf} ${FileExists} "$OldFolder\${UNINSTALLER}"
    Call RemoveOldFolder
  ${EndIf}
FunctionEnd

; The program moves to another folder. The old version's own uninstaller knows its files best; it is told
; to keep entries and icons.
Function RemoveOldFolder
  InitPluginsDir
  CopyFiles /SILENT "$OldFolder\${UNINSTALLER}" "$PLUGINSDIR\old-version.exe"
  ClearErrors
  ExecWait '"$PLUGINSDIR\old-version.exe" /S /KEEP _?=$OldFolder' $R0
  ${If} ${Errors}
  ${OrIf} $R0 <> 0
    ${Tell} "“$OldFolder”里的旧版本没有删干净（编号 $R0）"
    ClearErrors
    Return
  ${EndIf}
  Delete "$OldFolder\${UNINSTALLER}"
  RMDir "$OldFolder"
  ${Tell} "已删除“$OldFolder”里的旧版本"
FunctionEnd
