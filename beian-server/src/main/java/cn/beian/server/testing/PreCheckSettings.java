package cn.beian.server.testing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The pre-check page, which tests a package for anybody and keeps nothing.
 *
 * @param enabled whether there is such a page
 * @param packageLimit largest package
 * @param attempts how many packages an address may send in a row
 * @param refill time in which one more may come
 * @param patience how long a package waits for the one before it; one is read at a time
 * @param wallLimit how long reading one may take
 */
@ConfigurationProperties("beian.pre-check")
public record PreCheckSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("100MB") DataSize packageLimit,
    @DefaultValue("10") int attempts,
    @DefaultValue("6m") Duration refill,
    @DefaultValue("30s") Duration patience,
    @DefaultValue("20s") Duration wallLimit) {}
