#pragma once

/// The program's own open, write, fsync, rename and unlink are replaced by ones that kill the
/// process with SIGKILL when the n-th call after this one is made (from 1), in the middle of it
/// where it has one. 0: never.
void dieAtSystemCall(int number);
