// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The resources that a process on this Linux machine has used.
 *
 * @param cpuSeconds of all its threads, in user and in kernel mode
 * @param residentMiB memory that it holds now
 * @param peakMiB the most memory that it has held
 */
public record ProcessUsage(double cpuSeconds, long residentMiB, long peakMiB) {

    /** In /proc, time is in hundredths of a second on every Linux. */
    private static final double TICKS_PER_SECOND = 100;
    /** The positions of utime and stime, counted after the name, which may contain blanks. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final long KIB_PER_MIB = 1024;

    public static ProcessUsage of(long pid) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            var stat = Files.readString(folder.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            var status = Files.readString(folder.resolve("status"));
            return new ProcessUsage(ticks / TICKS_PER_SECOND, mebibytes(status, "VmRSS:"), mebibytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("CPU usage is read from /proc, so the benchmark requires Linux", e);
        }
    }

    private static long mebibytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .sum();
    }

    /** The usage as text for users, with the CPU time since an earlier sample. */
    String since(double earlierCpuSeconds) {
        return String.format(
                Locale.ROOT,
                "%.1f s of CPU, %d MiB resident (at most %d MiB)",
                cpuSeconds - earlierCpuSeconds,
                residentMiB,
                peakMiB);
    }
}
