package cn.beian.server.testing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the processes that read packages.
 *
 * @param heap largest heap of one
 * @param wallLimit how long one package may take before its process is ended
 */
@ConfigurationProperties("beian.testing")
public record TestingSettings(
    @DefaultValue("512MB") DataSize heap, @DefaultValue("2m") Duration wallLimit) {}
