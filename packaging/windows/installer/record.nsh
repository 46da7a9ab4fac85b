; What a silent run did, in a file: /LOG=file, else beside the installer (named by the computer, because
; many may install from one share), else in %TEMP%, where the uninstaller's always is.

Var Record ; handle of the file, or empty

!macro Tell SENTENCE
  Push "${SENTENCE}"
  !ifdef __UNINSTALL__
    Call un.Tell
  !else
    Call Tell
  !endif
!macroend
!define Tell "!insertmacro Tell"

; Say why and end: a window for people, a record and an exit code for scripts.
!macro StopBecause CODE SENTENCE
  ${Tell} "${SENTENCE}"
  ${Tell} "没有完成，退出码 ${CODE}"
  MessageBox MB_OK|MB_ICONEXCLAMATION "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
!define StopBecause "!insertmacro StopBecause"

!macro RecordFunctions PREFIX USUAL_FOLDER
; Leave in $R2 the text $R0 from where $R1 stands in it, capitals or not; nothing where it does not.
Function ${PREFIX}FindText
  StrLen $R3 $R1
  StrCpy $R4 0
  ${Do}
    StrCpy $R2 $R0 $R3 $R4
    ${If} $R2 == ""
      ${ExitDo}
    ${EndIf}
    ${If} $R2 == $R1
      StrCpy $R2 $R0 "" $R4
      ${ExitDo}
    ${EndIf}
    IntOp $R4 $R4 + 1
  ${Loop}
FunctionEnd

; Leave in $R3 what /LOG= says, with quotation marks around all, the value or nothing; else the usual place.
Function ${PREFIX}ReadRecordOption
  StrCpy $R3 "${USUAL_FOLDER}\$R7"
  System::Call 'kernel32::GetCommandLineW() w.R0'
  StrCpy $R1 "/LOG="
  Push $R3
  Call ${PREFIX}FindText
  Pop $R3
  ${If} $R2 == ""
    Return
  ${EndIf}
  IntOp $R4 $R4 - 1
  StrCpy $R5 $R0 1 $R4
  StrCpy $R0 $R2 "" 5
  StrCpy $R6 $R0 1
  StrCpy $R1 " "
  ${If} $R6 == '"'
    StrCpy $R0 $R0 "" 1
    StrCpy $R1 '"'
  ${ElseIf} $R5 == '"'
    StrCpy $R1 '"'
  ${EndIf}
  Call ${PREFIX}FindText
  StrLen $R4 $R2
  StrCpy $R3 $R0
  ${If} $R4 > 0
    StrCpy $R3 $R0 -$R4
  ${EndIf}
FunctionEnd

Function ${PREFIX}OpenRecord
  StrCpy $Record ""
  ${IfNot} ${Silent}
    Return
  ${EndIf}
  ReadEnvStr $R1 "COMPUTERNAME"
  StrCpy $R7 "${TITLE}安装记录-$R1.log"
  Call ${PREFIX}ReadRecordOption
  ClearErrors
  FileOpen $Record "$R3" a
  ${If} ${Errors}
    FileOpen $Record "$TEMP\$R7" a
  ${EndIf}
  ${If} $Record != ""
    FileSeek $Record 0 END
  ${EndIf}
  ClearErrors
FunctionEnd

Function ${PREFIX}Tell
  Exch $0
  ${If} $Record != ""
    Push $1
    Push $2
    Push $3
    Push $4
    Push $5
    Push $6
    Push $7
    ${GetTime} "" "L" $1 $2 $3 $4 $5 $6 $7
    FileWriteUTF16LE /BOM $Record "$3-$2-$1 $5:$6:$7  $0$\r$\n"
    System::Call 'kernel32::FlushFileBuffers(p $Record)'
    Pop $7
    Pop $6
    Pop $5
    Pop $4
    Pop $3
    Pop $2
    Pop $1
  ${EndIf}
  Pop $0
FunctionEnd
!macroend
!insertmacro RecordFunctions "" "$EXEDIR"
!insertmacro RecordFunctions "un." "$TEMP"
