/* The program of TinyImage: no libc, no data relocations, one text segment. Words are done in order:
 *   echo TEXT   TEXT and a newline on standard output      err TEXT    the same on standard error
 *   cat         standard input to standard output          env NAME    the value of a variable, and a newline
 *   exit N      ends with status N                         pause       waits for SIGTERM or SIGINT, then goes on
 *   http PORT   answers every request with 200 and "ok\n"  fill PATH N writes N MiB of zeros into a file
 *   flood N     N lines of 64 bytes on standard output     size        the terminal's "rows columns"
 * An end without exit is status 0; an unknown word is status 127.
 */
typedef unsigned long u64;
typedef long i64;
#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, OPENAT = 257, IOCTL = 16, SIGACTION = 13, SOCKET = 41, ACCEPT = 43, BIND = 49,
       LISTEN = 50, EXIT = 231, PPOLL = 271, CLOSE = 3 };
static i64 sys(i64 n, i64 a, i64 b, i64 c, i64 d) {
  i64 r;
  register i64 r10 __asm__("r10") = d;
  register i64 r8 __asm__("r8") = 8;
  __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
  return r;
}
__asm__(".globl _start\n_start: mov %rsp,%rdi\nand $-16,%rsp\ncall begin\n"
        ".globl restore\nrestore: mov $15,%eax\nsyscall\n");
#else
enum { READ = 63, WRITE = 64, OPENAT = 56, IOCTL = 29, SIGACTION = 134, SOCKET = 198, ACCEPT = 202, BIND = 200,
       LISTEN = 201, EXIT = 94, PPOLL = 73, CLOSE = 57 };
static i64 sys(i64 n, i64 a, i64 b, i64 c, i64 d) {
  register i64 x8 __asm__("x8") = n;
  register i64 x0 __asm__("x0") = a;
  register i64 x1 __asm__("x1") = b;
  register i64 x2 __asm__("x2") = c;
  register i64 x3 __asm__("x3") = d;
  register i64 x4 __asm__("x4") = 8;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
  return x0;
}
__asm__(".globl _start\n_start: mov x0,sp\nbl begin\n"
        ".globl restore\nrestore: mov x8,139\nsvc 0\n");
#endif
extern void restore(void);
static void caught(int signal) { (void)signal; }
static u64 length(const char *s) { u64 n = 0; while (s[n]) n++; return n; }
static int same(const char *a, const char *b) { while (*a && *a == *b) a++, b++; return *a == *b; }
static u64 number(const char *s) { u64 n = 0; while (*s >= '0' && *s <= '9') n = n * 10 + (u64)(*s++ - '0'); return n; }
static void put(int fd, const char *s, u64 n) {
  while (n > 0) {
    i64 w = sys(WRITE, fd, (i64)s, (i64)n, 0);
    if (w <= 0) { if (w == -4) continue; return; }
    s += w; n -= (u64)w;
  }
}
static void end(int status) { for (;;) sys(EXIT, status, 0, 0, 0); }
static void handle(void) {
  u64 action[4] = {(u64)caught, 0x04000000, (u64)restore, 0};
  sys(SIGACTION, 15, (i64)action, 0, 8);
  sys(SIGACTION, 2, (i64)action, 0, 8);
}
static void line(int fd, const char *s) { put(fd, s, length(s)); put(fd, "\n", 1); }
static void decimal(u64 n) {
  char b[24]; int i = 24;
  do b[--i] = (char)('0' + n % 10); while (n /= 10);
  put(1, b + i, (u64)(24 - i));
}
static void serve(u64 port) {
  static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n";
  unsigned char address[16] = {2, 0, (unsigned char)(port >> 8), (unsigned char)port};
  char b[2048];
  i64 s = sys(SOCKET, 2, 1, 0, 0);
  if (s < 0 || sys(BIND, s, (i64)address, 16, 0) < 0 || sys(LISTEN, s, 16, 0, 0) < 0) end(1);
  for (;;) {
    i64 c = sys(ACCEPT, s, 0, 0, 0);
    if (c == -4) end(0);
    if (c < 0) end(1);
    sys(READ, c, (i64)b, sizeof b, 0);
    put((int)c, answer, sizeof answer - 1);
    sys(CLOSE, c, 0, 0, 0);
  }
}
void begin(u64 *stack) {
  char **a = (char **)stack + 1;
  char **e = a;
  char b[4096];
  while (*e) e++;
  e++;
  handle();
  if (*a) a++;
  for (; *a; a++) {
    char *w = *a;
    if (same(w, "cat")) {
      i64 n;
      while ((n = sys(READ, 0, (i64)b, sizeof b, 0)) > 0) put(1, b, (u64)n);
    } else if (same(w, "pause")) {
      sys(PPOLL, 0, 0, 0, 0);
    } else if (same(w, "size")) {
      unsigned short rc[4] = {0, 0, 0, 0};
      sys(IOCTL, 0, 0x5413, (i64)rc, 0);
      decimal(rc[0]); put(1, " ", 1); decimal(rc[1]); put(1, "\n", 1);
    } else {
      if (!a[1]) end(127);
      a++;
      if (same(w, "echo")) line(1, *a);
      else if (same(w, "err")) line(2, *a);
      else if (same(w, "exit")) end((int)number(*a));
      else if (same(w, "http")) serve(number(*a));
      else if (same(w, "env")) {
        u64 n = length(*a);
        for (char **v = e; *v; v++) {
          u64 i = 0;
          while (i < n && (*v)[i] == (*a)[i]) i++;
          if (i == n && (*v)[n] == '=') line(1, *v + n + 1);
        }
      } else if (same(w, "flood")) {
        for (u64 i = number(*a); i > 0; i--) put(1, "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopq\n", 64);
      } else if (same(w, "fill")) {
        i64 f = sys(OPENAT, -100, (i64)*a, 01101, 0644);
        if (!a[1]) end(127);
        a++;
        for (u64 i = 0; i < sizeof b; i++) b[i] = 0;
        for (u64 i = number(*a) * 256; i > 0; i--)
          if (sys(WRITE, f, (i64)b, sizeof b, 0) != sizeof b) { line(2, "no space left"); end(1); }
        sys(CLOSE, f, 0, 0, 0);
      } else end(127);
    }
  }
  end(0);
}
