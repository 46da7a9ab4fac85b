; The folder that a script names with /D=. NSIS takes it as it likes: with quotation marks it may overlook
; it and install elsewhere, or leave out a character that it does not like. Here the command line is read as it was given: right, or refused.

Var GivenFolder

Function ReadGivenFolder
  StrCpy $GivenFolder ""
  System::Call 'kernel32::GetCommandLineW() w.R0'
  StrCpy $R1 "/D="
  Call FindText
  ${If} $R2 == ""
    Return
  ${EndIf}
  StrCpy $R0 $R2 "" 3
  StrCpy $R2 $R0 1
  ${If} $R2 == '"'
    StrCpy $R0 $R0 "" 1
  ${EndIf}
  ; What stands behind a closing mark belongs to something else.
  StrCpy $R1 '"'
  Call FindText
  StrLen $R4 $R2
  ${If} $R4 > 0
    StrCpy $R5 $R0 -$R4
    StrCpy $R0 "$R2 "
    StrCpy $R1 " /S "
    Call FindText
    ${If} $R2 != ""
      SetSilent silent ; NSIS reads nothing behind /D=
    ${EndIf}
    StrCpy $R0 $R5
  ${EndIf}
  StrCpy $R1 $R0
  ${Do}
    StrCpy $R2 $R1 1 -1
    ${If} $R2 != " "
    ${AndIf} $R2 != "\"
      ${ExitDo}
    ${EndIf}
    StrLen $R4 $R1
    ${If} $R4 <= 3 ; a drive
      ${ExitDo}
    ${EndIf}
    StrCpy $R1 $R1 -1
  ${Loop}
  StrCpy $GivenFolder $R1
  ${If} $R1 == ""
    StrCpy $GivenFolder "/" ; given, but empty: no folder
  ${EndIf}
FunctionEnd

; Whether $R5 is a whole path, without what Windows or the command of a file type would take for something
; else: “%20” in the path of a program is its second argument to Explorer, followed by a nought. Leaves $R9
; empty if so. $INSTDIR itself cannot be asked: NSIS drops from it what it does not like.
Function JudgeFolder
  StrCpy $R9 "安装文件夹“$R5”不能用。$\r$\n$\r$\n请写完整的路径，例如 D:\软件\${TITLE}，其中不能有 % $\" < > | * ? / 这些字符。"
  StrCpy $R6 '%"<>|*?/'
  System::Call 'shlwapi::StrPBrkW(w R5, w R6) p.R0'
  ${If} $R0 != 0
    Return
  ${EndIf}
  StrCpy $R1 $R5 2
  StrCpy $R2 $R5 2 1
  ${If} $R1 != "\\"
  ${AndIf} $R2 != ":\"
    Return
  ${EndIf}
  StrCpy $R3 $R5 "" 2
  System::Call 'shlwapi::StrStrW(w R3, w ":") p.R0'
  System::Call 'shlwapi::StrStrW(w R3, w "\..") p.R4'
  ${If} $R0 == 0
  ${AndIf} $R4 == 0
    StrCpy $R9 ""
  ${EndIf}
FunctionEnd
