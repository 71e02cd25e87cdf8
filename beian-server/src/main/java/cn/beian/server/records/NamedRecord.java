package cn.beian.server.records;

/**
 * A filed app by its name.
 *
 * @param number of its record
 * @param shown the number that the app shows
 */
public record NamedRecord(String number, String shown, String appName, String sponsor) {}
