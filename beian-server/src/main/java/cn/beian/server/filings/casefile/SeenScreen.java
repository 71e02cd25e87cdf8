package cn.beian.server.filings.casefile;

/**
 * A screen as people know it.
 *
 * @param label its title; empty where the package gives none
 * @param launch whether the app opens with it
 */
public record SeenScreen(String label, boolean launch) {}
