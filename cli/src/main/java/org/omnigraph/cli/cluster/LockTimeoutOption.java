package org.omnigraph.cli.cluster;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--lock-timeout 30s`.
final class LockTimeoutOption {
    @Option(
            names = "--lock-timeout",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "How long to wait for a held lock, such as 30s or 5m (default: 0s, fail at once).")
    Duration value = Duration.ZERO;

    /// Reads a whole number with the unit `ms`, `s`, `m` or `h`.
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            int digits = 0;
            while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
                digits++;
            }
            if (digits == 0 || digits > 9) {
                throw new TypeConversionException("`" + text + "` is no duration; write 30s, 5m or 500ms");
            }
            long number = Long.parseLong(text.substring(0, digits));
            return switch (text.substring(digits)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default ->
                    throw new TypeConversionException(
                            "`" + text + "` has no unit that is known; write 30s, 5m or 500ms");
            };
        }
    }
}
