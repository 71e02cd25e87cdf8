-- What a file is that is no package is told to its sender, one word for each.
alter table inspection drop constraint inspection_failure_known;
alter table inspection add constraint inspection_failure_known check (failure in (
    '', 'UNREADABLE', 'LIMIT', 'NOT_READ_YET', 'TOO_LONG', 'TOO_MUCH_MEMORY', 'WORKER_FAILED',
    'EMPTY', 'GIT_LFS', 'CUT_SHORT', 'WEB_PAGE', 'PLAIN_TEXT', 'PDF', 'PICTURE', 'OFFICE',
    'LINUX_PACKAGE', 'DISK_IMAGE', 'WINDOWS_PROGRAM', 'OTHER_ARCHIVE', 'XCODE_ARCHIVE',
    'NATIVE_SOURCE', 'PACKAGE_INSIDE', 'OTHER_FOLDER', 'OTHER_ZIP'));
