#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left aside of the sanitizers' reports is the toolkit's alone."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build-aux"))
sys.dont_write_bytecode = True
import leaks  # noqa: E402

HEAD = "==1==ERROR: LeakSanitizer: detected memory leaks\n\n"
DATE = """Direct leak of 64 byte(s) in 2 object(s) allocated from:
    #0 0x7f in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x7f in g_date_time_new_now_utc (/lib/libglib-2.0.so.0+0x386b5)
    #2 0x7f  (/lib/libgtk-4.so.1+0x22cd9b)
    #3 0x55 in fac_application_run ../src/app/fac-application.c:274
    #4 0x55 in main ../src/main.c:72

"""
OURS = DATE.replace("fac_application_run", "fac_catalog_new")
OTHER = DATE.replace("libgtk-4.so.1", "libadwaita-1.so.0")
TAIL = "SUMMARY: AddressSanitizer: 64 byte(s) leaked in 2 allocation(s).\n"
CRASH = "==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x60\n"
CASES = [
    ("the toolkit's own is left aside", HEAD + DATE + TAIL, True),
    ("what a function of ours asked for is not", HEAD + OURS + TAIL, False),
    ("nor what another library leaks", HEAD + OTHER + TAIL, False),
    ("one of ours beside it is not hidden", HEAD + DATE + OURS + TAIL, False),
    ("a crash is not hidden", CRASH + HEAD + DATE + TAIL, False),
    ("a report that was cut off is not", HEAD, False),
    ("nor an empty one", "", False),
]

known = leaks.shapes()
print(f"1..{len(CASES)}")
for number, (name, report, aside) in enumerate(CASES, 1):
    print("ok" if leaks.only_known(report, known) == aside else "not ok", number, name)
