package cn.beian.server.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be handed in, and where it lies.
 *
 * @param packageLimit largest package
 * @param attachmentLimit largest attachment
 * @param openUploads how many unfinished uploads one person may have
 * @param uploadLifetime how long an unfinished upload is kept after its last piece
 */
@ConfigurationProperties("beian.intake")
public record IntakeSettings(
    @DefaultValue("2GB") DataSize packageLimit,
    @DefaultValue("20MB") DataSize attachmentLimit,
    @DefaultValue("5") int openUploads,
    @DefaultValue("24h") Duration uploadLifetime) {}
