package cn.beian.server.filings;

import cn.beian.rules.Exemption;
import java.time.Instant;
import java.util.UUID;

/** An exemption that the national reviewer accepted in one application. */
public record AcceptedExemption(Exemption exemption, UUID acceptedBy, Instant acceptedAt) {}
