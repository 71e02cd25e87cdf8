package cn.beian.server.holds;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A hold on new projects and on payments for operation of a sponsor, from the revocation of a
 * filing to the next filing of the app.
 *
 * @param number of the revoked filing, ours
 * @param creditCode of the sponsor; may be empty
 * @param division of the sponsor
 * @param since day of the revocation
 * @param revocation the case that led to it; empty if it has none
 */
public record Hold(
    String number,
    String appName,
    String sponsor,
    String creditCode,
    String division,
    LocalDate since,
    Optional<UUID> revocation) {}
