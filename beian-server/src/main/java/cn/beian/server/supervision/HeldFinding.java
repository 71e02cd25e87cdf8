package cn.beian.server.supervision;

import java.util.Optional;

/**
 * What a case holds of a finding, without its test and its rule.
 *
 * @param place from 1
 * @param asked whether the sponsor is asked about it in this round
 * @param explained whether an explanation of it was sent, in any round
 * @param gone whether a version filed later does not show it
 * @param answer of this round, sent or not; there for the sponsor's own people alone
 */
public record HeldFinding(
    int place,
    String ruleId,
    boolean asked,
    boolean explained,
    boolean gone,
    Optional<SponsorAnswer> answer,
    Optional<FindingResolution> settlement) {}
