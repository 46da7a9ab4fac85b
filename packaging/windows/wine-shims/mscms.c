/* Test only, for the Wine prefix. Answers every colour question of Qt with "no profile":
   Wine's own mscms stops the process in functions that it has not written yet. */
#include <windows.h>

#define EXPORTED __declspec(dllexport)

static HANDLE no_handle(DWORD reason)
{
    SetLastError(reason);
    return NULL;
}

static BOOL not_done(void)
{
    SetLastError(ERROR_CALL_NOT_IMPLEMENTED);
    return FALSE;
}

EXPORTED HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    (void)profile, (void)access, (void)share, (void)creation;
    return no_handle(ERROR_FILE_NOT_FOUND);
}

EXPORTED HANDLE WINAPI OpenColorProfileA(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return OpenColorProfileW(profile, access, share, creation);
}

EXPORTED HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile, (void)options;
    return no_handle(ERROR_CALL_NOT_IMPLEMENTED);
}

EXPORTED BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    (void)profile;
    return TRUE;
}

EXPORTED BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *bytes, DWORD *length)
{
    (void)profile, (void)bytes, (void)length;
    return not_done();
}

EXPORTED BOOL WINAPI GetColorDirectoryW(const wchar_t *machine, wchar_t *folder, DWORD *length)
{
    (void)machine, (void)folder, (void)length;
    return not_done();
}

EXPORTED BOOL WINAPI GetColorDirectoryA(const char *machine, char *folder, DWORD *length)
{
    (void)machine, (void)folder, (void)length;
    return not_done();
}

EXPORTED BOOL WINAPI GetStandardColorSpaceProfileW(const wchar_t *machine, DWORD space, wchar_t *name, DWORD *length)
{
    (void)machine, (void)space, (void)name, (void)length;
    return not_done();
}

EXPORTED BOOL WINAPI EnumColorProfilesW(const wchar_t *machine, void *wanted, BYTE *found, DWORD *size, DWORD *count)
{
    (void)machine, (void)wanted, (void)found, (void)size, (void)count;
    return not_done();
}
