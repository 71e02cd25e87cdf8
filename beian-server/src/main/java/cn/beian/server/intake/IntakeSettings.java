package cn.beian.server.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be handed in, and where it lies.
 *
 * @param packageLimit largest package
 * @param attachmentLimit largest attachment
 */
@ConfigurationProperties("beian.intake")
public record IntakeSettings(
    @DefaultValue("2GB") DataSize packageLimit, @DefaultValue("20MB") DataSize attachmentLimit) {}
