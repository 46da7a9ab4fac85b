/* The program's .exe: starts the Python of the version in use with the module of the program.

   Built twice, as a window program and (NIANBAO_CONSOLE) as a console program. It asks Windows
   for little, so that it can still speak when the rest of the program folder is damaged. */
#define _WIN32_WINNT 0x0A00
#include <windows.h>

#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "product.h"

#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)

#define EXIT_CANNOT_START 3
#define OLDEST_BUILD 17763 /* Windows 10 version 1809, the oldest that Qt 6 runs on */

typedef int (*python_main)(int, wchar_t **);
typedef LONG(WINAPI *version_query)(OSVERSIONINFOW *);

/* A console program says it on standard error, in UTF-8 as all of its output. */
static void tell(const wchar_t *sentence)
{
#ifdef NIANBAO_CONSOLE
    HANDLE target = GetStdHandle(STD_ERROR_HANDLE);
    DWORD written, mode;
    if (GetConsoleMode(target, &mode)) {
        WriteConsoleW(target, sentence, (DWORD)wcslen(sentence), &written, NULL);
        return;
    }
    char bytes[2048];
    int length = WideCharToMultiByte(CP_UTF8, 0, sentence, -1, bytes, sizeof bytes, NULL, NULL);
    if (length > 1)
        WriteFile(target, bytes, (DWORD)(length - 1), &written, NULL);
#else
    MessageBoxW(NULL, sentence, WIDE(PRODUCT_TITLE), MB_OK | MB_ICONWARNING | MB_SETFOREGROUND);
#endif
}

static int cannot_start(const wchar_t *reason, const wchar_t *advice, DWORD code)
{
    wchar_t sentence[1024];
    _snwprintf(sentence, 1023, L"%ls\n%ls\n\n（编号 %lu）\n", reason, advice, code);
    sentence[1023] = 0;
    tell(sentence);
    return EXIT_CANNOT_START;
}

static int damaged(const wchar_t *what)
{
    wchar_t reason[256];
    DWORD code = GetLastError();
    _snwprintf(reason, 255, L"程序文件不完整：%ls 打不开。", what);
    reason[255] = 0;
    return cannot_start(reason, L"请重新运行安装程序。您的报告文件不受影响。", code);
}

/* GetVersionEx answers by the manifest; the kernel's own answer is the true one. */
static DWORD windows_build(void)
{
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof version};
    version_query query = (version_query)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    if (!query || query(&version) != 0)
        return OLDEST_BUILD; /* unknown: let it try */
    return version.dwMajorVersion < 10 ? 0 : version.dwBuildNumber;
}

/* An installer holds this mark while it changes files; another user's may not even be opened. */
static BOOL is_being_installed(void)
{
    HANDLE mark = OpenMutexW(SYNCHRONIZE, FALSE, L"Global\\" WIDE(PRODUCT_SETUP_MARK));
    if (!mark)
        return GetLastError() == ERROR_ACCESS_DENIED;
    CloseHandle(mark);
    return TRUE;
}

/* The folder of this .exe without a trailing backslash; of any length, on any kind of path. */
static wchar_t *own_folder(void)
{
    for (DWORD size = 512; size <= 65536; size *= 2) {
        wchar_t *path = malloc(size * sizeof *path);
        DWORD length = path ? GetModuleFileNameW(NULL, path, size) : 0;
        if (length > 0 && length < size) {
            wchar_t *end = wcsrchr(path, L'\\');
            if (!end)
                return NULL;
            *end = 0;
            return path;
        }
        free(path);
        if (length == 0)
            return NULL;
    }
    return NULL;
}

static wchar_t *join(const wchar_t *folder, const wchar_t *name)
{
    size_t size = wcslen(folder) + wcslen(name) + 2;
    wchar_t *path = malloc(size * sizeof *path);
    if (path)
        _snwprintf(path, size, L"%ls\\%ls", folder, name);
    return path;
}

/* Libraries come from the program folder and the system, never from PATH or the current folder;
   another Qt or Python on the computer has no say. Qt's plugins find Qt's libraries by its folder:
   PySide6 puts that into PATH, which is not asked. */
static void keep_to_ourselves(const wchar_t *runtime, const wchar_t *qt)
{
    static const wchar_t *const foreign[] = {
        L"PYTHONHOME", L"PYTHONPATH", L"PYTHONSTARTUP", L"QT_PLUGIN_PATH", L"QT_QPA_PLATFORM_PLUGIN_PATH",
    };
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    SetDllDirectoryW(L"");
    AddDllDirectory(runtime);
    AddDllDirectory(qt);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        SetEnvironmentVariableW(foreign[i], NULL);
}

/* The installer lays each version into one of two places and names the one in use in a small file, which
   it replaces in one step. Where there is no such file, as in the portable archive, all lies beside us. */
static wchar_t *program_folder(wchar_t *own)
{
    static const char *const places[] = {"program-a", "program-b"};
    static const wchar_t *const names[] = {L"program-a", L"program-b"};
    char said[16] = {0};
    DWORD length = 0;
    wchar_t *path = join(own, L"program-in-use.txt");
    HANDLE file = path ? CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL) : INVALID_HANDLE_VALUE;
    free(path);
    if (file == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_FILE_NOT_FOUND ? own : NULL;
    BOOL read = ReadFile(file, said, sizeof said - 1, &length, NULL);
    CloseHandle(file);
    for (size_t i = 0; read && i < sizeof places / sizeof *places; i++)
        if (strcmp(said, places[i]) == 0)
            return join(own, names[i]);
    return NULL;
}

/* python3xx.dll, whatever its number: during an upgrade this program may start the version before. */
static wchar_t *find_python(const wchar_t *runtime)
{
    WIN32_FIND_DATAW found;
    wchar_t *pattern = join(runtime, L"python3*.dll"), *path = NULL;
    HANDLE search = pattern ? FindFirstFileW(pattern, &found) : INVALID_HANDLE_VALUE;
    free(pattern);
    if (search == INVALID_HANDLE_VALUE)
        return join(runtime, WIDE(PRODUCT_PYTHON)); /* not there: the sentence names it */
    do {
        if (_wcsicmp(found.cFileName, L"python3.dll") != 0)
            path = join(runtime, found.cFileName);
    } while (!path && FindNextFileW(search, &found));
    FindClose(search);
    return path;
}

static int run_module(python_main python)
{
    static wchar_t *const before[] = {L"-X", L"utf8", L"-B", L"-m", WIDE(PRODUCT_MODULE)};
    const int added = sizeof before / sizeof *before;
    int count = 0;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **all = given ? calloc((size_t)(count + added + 1), sizeof *all) : NULL;
    if (!all)
        return damaged(L"命令行");
    all[0] = given[0];
    for (int i = 0; i < added; i++)
        all[1 + i] = before[i];
    for (int i = 1; i < count; i++)
        all[added + i] = given[i];
    return python(count + added, all);
}

static int start(void)
{
    DWORD build = windows_build();
    if (build < OLDEST_BUILD)
        return cannot_start(L"这台电脑的 Windows 版本太旧。", L"本程序需要 64 位 Windows 10（1809）或更新的版本。", build);
    if (is_being_installed())
        return cannot_start(L"正在安装或升级" WIDE(PRODUCT_TITLE) L"。", L"请等安装完成（大约一分钟）再打开。", ERROR_INSTALL_ALREADY_RUNNING);
    wchar_t *own = own_folder();
    wchar_t *folder = own ? program_folder(own) : NULL;
    wchar_t *runtime = folder ? join(folder, L"runtime") : NULL;
    wchar_t *qt = folder ? join(folder, L"lib\\PySide6") : NULL;
    wchar_t *library = runtime ? find_python(runtime) : NULL;
    if (!qt || !library)
        return damaged(L"程序所在的文件夹");
    keep_to_ourselves(runtime, qt);
    HMODULE loaded = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!loaded)
        return damaged(L"runtime\\" WIDE(PRODUCT_PYTHON));
    python_main python = (python_main)(void *)GetProcAddress(loaded, "Py_Main");
    return python ? run_module(python) : damaged(L"runtime\\" WIDE(PRODUCT_PYTHON));
}

#ifdef NIANBAO_CONSOLE
int wmain(void)
{
    return start();
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE previous, PWSTR line, int show)
{
    (void)self, (void)previous, (void)line, (void)show;
    return start();
}
#endif
