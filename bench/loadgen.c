/* People who walk: one thread, epoll, a WebSocket each. Every one goes back and forth on a way of STEPS steps
   of STEP pixels, ten steps a second, and counts which steps of the others it was told about.

   loadgen MODE PORT PID PEOPLE WARM_S SECONDS
   MODE is "hub" (tickets, binary records) or "naive" (one JSON event a move). Lines in: for each person
   "ticket spawn"; lines out: "place N lane x y" each; then in: "x steps", where each way begins and how long it
   is; in the end one line of JSON. A person's place on the way is its phase: STEPS eastward, then STEPS back. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STEPS = 8, STEP = 12, PERIOD = 2 * STEPS, CELL = 640, LANES = 65536, MOST = 1024, MOVES_A_S = 10 };
enum { EAST = 1, WEST = 3, MOVING = 4 };

typedef struct {
    int fd, open, ready, lane, x, y, epoch, from, steps, phase, placed;
    char ticket[128], spawn[64];
    uint8_t *rest;
    int rest_n, rest_max;
    uint64_t sent_at[PERIOD];
    long sent;
} Person;

static Person people[MOST];
static int of_lane[LANES], n_people, naive, port, ready, epoll, counting;
static int8_t phase_of[MOST][MOST];
static uint32_t seen[MOST][MOST], late_ms[4096];
static uint64_t latencies, told, frames, bytes;
static uint8_t buffer[1 << 21];

static uint64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000ull + t.tv_nsec / 1000;
}

static void fail(const char *why) {
    fprintf(stderr, "loadgen: %s\n", why);
    exit(1);
}

static void put(Person *p, const void *data, int n) {
    if (send(p->fd, data, n, MSG_NOSIGNAL) != n) fail("a line broke or is full");
}

static void say(Person *p, const char *text) { /* a text frame with an empty mask */
    uint8_t frame[1024];
    int n = strlen(text), head = n < 126 ? 6 : 8;
    frame[0] = 0x81;
    if (n < 126) frame[1] = 0x80 | n;
    else { frame[1] = 0xfe; frame[2] = n >> 8; frame[3] = n; }
    memset(frame + head - 4, 0, 4);
    memcpy(frame + head, text, n);
    put(p, frame, head + n);
}

static void dial(Person *p) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event on = {.events = EPOLLIN, .data.ptr = p};
    int one = 1;
    char ask[512];
    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(p->fd, (void *)&to, sizeof to)) fail("no server");
    epoll_ctl(epoll, EPOLL_CTL_ADD, p->fd, &on);
    snprintf(ask, sizeof ask,
             "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", port);
    put(p, ask, strlen(ask));
}

static int number(const char *text, const char *key, int *out) {
    const char *at = strstr(text, key);
    if (at) *out = atoi(at + strlen(key));
    return at != NULL;
}

static int phase_at(Person *p, int x, int direction) {
    int step = (x - p->from) / STEP;
    return direction == EAST ? step : (2 * p->steps - step) % (2 * p->steps);
}

static void took(int me, int lane, int x, int y, int state) {
    int other = of_lane[lane];
    if (!counting || other < 0 || !(state & MOVING)) return;
    int phase = phase_at(&people[other], x, state & 3), before = phase_of[me][other];
    if (y != people[other].y || phase < 0 || phase >= 2 * people[other].steps) fail("a record of a place where nobody was");
    if (phase == before) return;
    phase_of[me][other] = phase;
    seen[me][other]++;
    uint64_t ms = (now_us() - people[other].sent_at[phase]) / 1000;
    late_ms[ms < 4095 ? ms : 4095]++;
    latencies++;
}

static void arrive(Person *p, const char *text) { /* "lane":N of the own avatar, place and epoch */
    const char *me = strstr(text, "\"you\":{\"visitor\":\""), *place = strstr(text, "\"you\":{\"floor\":");
    char own[96];
    if (naive) {
        number(text, "\"lane\":", &p->lane);
        p->x = 200 + p->lane % 10 * 32, p->y = 200 + p->lane / 10 * 32;
    } else {
        if (!me || !place) fail("a first state of another shape");
        snprintf(own, sizeof own, "{\"visitor\":\"%.*s\",\"lane\":", (int)strcspn(me + 18, "\""), me + 18);
        if (!number(text, own, &p->lane)) fail("nobody knows my lane");
        number(place, "\"x\":", &p->x), number(place, "\"y\":", &p->y), number(place, "\"epoch\":", &p->epoch);
    }
    p->ready = 1, ready++;
}

static void text_frame(Person *p, char *text) {
    char connect[512];
    if (!strcmp(text, "2")) say(p, "3");
    else if (text[0] == '0') {
        snprintf(connect, sizeof connect,
                 naive ? "40" : "40{\"ticket\":\"%s\",\"spawn\":\"%s\",\"protocol\":1,\"last\":null}", p->ticket, p->spawn);
        say(p, connect);
    } else if (!strncmp(text, "44", 2)) fail(text);
    else if (naive && !strncmp(text, "40", 2)) say(p, "42[\"hello\"]");
    else if (!strncmp(text, "42[\"hub.snapshot\"", 17) || !strncmp(text, "42[\"you\"", 8)) arrive(p, text);
    else if (!strncmp(text, "42[\"avatar.placed\"", 18)) {
        p->placed += counting;
        number(text, "\"epoch\":", &p->epoch);
    } else if (naive && !strncmp(text, "42[\"m\"", 6)) {
        int lane = 0, x = 0, y = 0, state = 0;
        number(text, "\"id\":", &lane), number(text, "\"x\":", &x), number(text, "\"y\":", &y), number(text, "\"state\":", &state);
        frames++;
        took(p - people, lane, x, y, state);
    }
}

static void records(Person *p, const uint8_t *data, int n) {
    frames++;
    for (; n >= 7; data += 7, n -= 7)
        took(p - people, data[0] | data[1] << 8, data[2] | data[3] << 8, data[4] | data[5] << 8, data[6]);
}

static int one_frame(Person *p, uint8_t *data, int n) { /* bytes used, 0 when it is not whole */
    if (!p->open) {
        char *end = memmem(data, n, "\r\n\r\n", 4);
        if (!end) return 0;
        if (memcmp(data + 9, "101", 3)) fail("no WebSocket");
        p->open = 1;
        return end + 4 - (char *)data;
    }
    if (n < 2) return 0;
    uint64_t size = data[1] & 127;
    int head = size < 126 ? 2 : size == 126 ? 4 : 10;
    if (n < head) return 0;
    if (head > 2) size = 0;
    for (int i = 2; i < head; i++) size = size << 8 | data[i];
    if ((uint64_t)n < head + size) return 0;
    uint8_t saved = data[head + size];
    data[head + size] = 0;
    if ((data[0] & 15) == 1) text_frame(p, (char *)data + head);
    else if ((data[0] & 15) == 2) records(p, data + head, size);
    else if ((data[0] & 15) == 8) fail("the server closed a line");
    data[head + size] = saved;
    return head + size;
}

static void readable(Person *p) {
    memcpy(buffer, p->rest, p->rest_n);
    ssize_t got = recv(p->fd, buffer + p->rest_n, sizeof buffer - p->rest_n - 1, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) fail("a line broke");
    bytes += got;
    int n = p->rest_n + got, at = 0;
    for (int used; (used = one_frame(p, buffer + at, n - at)); at += used) {}
    p->rest_n = n - at;
    if (p->rest_n > p->rest_max) p->rest = realloc(p->rest, p->rest_max = p->rest_n * 2);
    memcpy(p->rest, buffer + at, p->rest_n);
}

static void pump(int ms) {
    struct epoll_event on[256];
    for (int n = epoll_wait(epoll, on, 256, ms); n > 0; n--) readable(on[n - 1].data.ptr);
}

static void move(Person *p) {
    char text[96];
    p->phase = (p->phase + 1) % (2 * p->steps);
    int east = p->phase >= 1 && p->phase <= p->steps, step = p->phase <= p->steps ? p->phase : 2 * p->steps - p->phase;
    p->x = p->from + step * STEP;
    p->sent_at[p->phase] = now_us();
    snprintf(text, sizeof text, "42[\"m\",%d,%d,%d,%d]", p->x, p->y, MOVING | (east ? EAST : WEST), p->epoch);
    say(p, text);
    p->sent++;
}

static double cpu_s(int pid) { /* of all threads */
    char name[320], line[128];
    double ns = 0;
    snprintf(name, sizeof name, "/proc/%d/task", pid);
    DIR *tasks = opendir(name);
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        snprintf(name, sizeof name, "/proc/%d/task/%.20s/schedstat", pid, task->d_name);
        FILE *file = task->d_name[0] == '.' ? NULL : fopen(name, "r");
        if (file && fgets(line, sizeof line, file)) ns += strtod(line, NULL);
        if (file) fclose(file);
    }
    if (tasks) closedir(tasks);
    return ns / 1e9;
}

static int share_ms(double share) {
    uint64_t sum = 0;
    for (int ms = 0; ms < 4096; ms++)
        if ((sum += late_ms[ms]) >= latencies * share) return ms;
    return -1;
}

static int near(Person *a, Person *b) {
    return naive || (abs(a->x / CELL - b->x / CELL) <= 1 && abs(a->y / CELL - b->y / CELL) <= 1);
}

static void report(double cpu, double seconds, double own) {
    long sent = 0, placed = 0, taken = 0, expected = 0, delivered = 0, wrong = 0;
    for (int i = 0; i < n_people; i++) {
        sent += people[i].sent, placed += people[i].placed, taken += seen[i][i];
        for (int j = 0; j < n_people; j++) {
            if (!near(&people[i], &people[j])) continue;
            expected += seen[j][j], delivered += seen[i][j];
            wrong += phase_of[i][j] != people[j].phase;
        }
    }
    printf("{\"sent\":%ld,\"taken\":%ld,\"corrected\":%ld,\"expected\":%ld,\"delivered\":%ld,\"wrong\":%ld,\"frames\":%lu,"
           "\"bytes\":%lu,\"told\":%.1f,\"cpu\":%.4f,\"own_cpu\":%.4f,\"p50\":%d,\"p95\":%d,\"p99\":%d}\n",
           sent, taken, placed, expected, delivered, wrong, frames, bytes, told / seconds, cpu / seconds, own / seconds,
           share_ms(.5), share_ms(.95), share_ms(.99));
}

static double own_cpu(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void walk(int pid, double warm, double seconds) {
    double cpu = 0, own = 0;
    uint64_t begin = now_us(), measured = 0, end = begin + (warm + seconds) * 1e6;
    for (long k = 0; now_us() < end;) {
        uint64_t t = now_us();
        if (!measured && t >= begin + warm * 1e6) {
            measured = t, cpu = cpu_s(pid), own = own_cpu(), frames = bytes = latencies = 0;
            memset(late_ms, 0, sizeof late_ms);
        }
        for (long due = (t - begin) * 1e-6 * MOVES_A_S * n_people; k < due; k++) move(&people[k % n_people]);
        pump(1);
    }
    double took_s = (now_us() - measured) / 1e6, used = cpu_s(pid) - cpu, mine = own_cpu() - own;
    told = latencies; /* until now: what follows are the last steps on their way */
    uint64_t counted = frames, counted_bytes = bytes;
    for (uint64_t last = now_us() + 1000000; now_us() < last;) pump(20);
    frames = counted, bytes = counted_bytes;
    report(used, took_s, mine);
}

int main(int argc, char **argv) {
    if (argc != 7) fail("MODE PORT PID PEOPLE WARM_S SECONDS");
    naive = !strcmp(argv[1], "naive"), port = atoi(argv[2]), n_people = atoi(argv[4]);
    if (n_people > MOST) fail("too many people");
    epoll = epoll_create1(0);
    memset(of_lane, -1, sizeof of_lane);
    memset(phase_of, -1, sizeof phase_of);
    for (int i = 0; i < n_people; i++) {
        Person *p = &people[i];
        p->rest = malloc(p->rest_max = 4096);
        if (scanf("%127s %63s", p->ticket, p->spawn) != 2) fail("no ticket");
        dial(p);
        for (uint64_t t = now_us(); !p->ready;) {
            pump(20);
            if (now_us() > t + 15000000) fail("nobody lets me in");
        }
        of_lane[p->lane] = i;
    }
    for (int i = 0; i < n_people; i++) printf("place %d %d %d %d\n", i, people[i].lane, people[i].x, people[i].y);
    fflush(stdout);
    for (int i = 0; i < n_people; i++) {
        if (scanf("%d %d", &people[i].from, &people[i].steps) != 2) fail("no way");
        if (people[i].steps < 1 || people[i].steps > STEPS) fail("a way of an odd length");
        people[i].phase = (people[i].x - people[i].from) / STEP;
    }
    for (int i = 0; i < 50; i++) pump(10); /* what was said at the door */
    counting = 1;
    walk(atoi(argv[3]), atof(argv[5]), atof(argv[6]));
    return 0;
}
