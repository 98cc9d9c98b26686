/* A preload shim that makes a disk slow and counts its syncs. SYNC_US: microseconds to sleep before each
   fsync and fdatasync. SYNC_LOG: a file that grows by one byte with each of them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int (*Sync)(int);

static void before_sync(void) {
    const char *us = getenv("SYNC_US"), *log = getenv("SYNC_LOG");
    if (us) {
        long n = atol(us);
        struct timespec pause = {n / 1000000, n % 1000000 * 1000};
        nanosleep(&pause, NULL);
    }
    if (log) {
        int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (fd < 0 || write(fd, ".", 1) != 1) abort();
        close(fd);
    }
}

int fsync(int fd) {
    before_sync();
    return ((Sync)dlsym(RTLD_NEXT, "fsync"))(fd);
}

int fdatasync(int fd) {
    before_sync();
    return ((Sync)dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
