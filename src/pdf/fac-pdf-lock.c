/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-lock.h"

#include "fac-pdf-text.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY_MOST  (768ul * 1024 * 1024)
#define SECONDS_MOST 8

#if defined (__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined (__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
/* Computing, memory, what is open already, and ending: all else is refused, not deadly, for the
 * libraries ask now and then for what they can do without. */
static const int allowed[] = {
  SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_lseek, SYS_close, SYS_fstat,
  SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_brk, SYS_futex,
  SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
  SYS_getpid, SYS_gettid, SYS_clock_gettime, SYS_gettimeofday, SYS_getrandom, SYS_sched_yield,
  SYS_exit, SYS_exit_group,
};

static gboolean
refuse_all_else (void)
{
  struct sock_filter program[G_N_ELEMENTS (allowed) + 6];
  struct sock_fprog filter = { .filter = program };
  guint n = 0;
  const guint last = G_N_ELEMENTS (program) - 1;

  program[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                                offsetof (struct seccomp_data, arch));
  program[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
  program[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  program[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                                offsetof (struct seccomp_data, nr));
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++, n++)
    program[n] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint32) allowed[i],
                                                (guint8) (last - n - 1), 0);
  program[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  program[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter.len = (unsigned short) n;
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0 || errno == EINVAL;
}
#else
static gboolean
refuse_all_else (void)
{
  return TRUE;
}
#endif

static gboolean
limit (__rlimit_resource_t what, rlim_t most)
{
  /* of time the first end is told (SIGXCPU), the second is silent */
  struct rlimit limits = { most, what == RLIMIT_CPU ? most + 1 : most };

  return setrlimit (what, &limits) == 0;
}

/* a pipe is no file: only who redirects the text into one gets so much of it */
static rlim_t
written_most (void)
{
  struct stat out;

  if (fstat (STDOUT_FILENO, &out) == 0 && S_ISREG (out.st_mode))
    return (rlim_t) out.st_size + FAC_PDF_TEXT_MOST;
  return 0;
}

void
fac_pdf_lock_alone (void)
{
  prctl (PR_SET_DUMPABLE, 0);
  limit (RLIMIT_CORE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#ifdef SYS_close_range
  if (syscall (SYS_close_range, STDERR_FILENO + 1, ~0u, 0) != 0)
#endif
    for (int fd = STDERR_FILENO + 1; fd < 65536; fd++)
      close (fd);
  /* some systems let nobody do this; what follows does not lean on it */
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    return;
}

gboolean
fac_pdf_lock_shut (void)
{
  return limit (RLIMIT_NOFILE, 0) && limit (RLIMIT_FSIZE, written_most ())
         && limit (RLIMIT_CPU, SECONDS_MOST) && limit (RLIMIT_NPROC, 0)
#ifndef __SANITIZE_ADDRESS__ /* its shadow is larger than any machine */
         && limit (RLIMIT_AS, MEMORY_MOST)
#endif
         && refuse_all_else ();
}
