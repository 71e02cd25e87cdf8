package cn.beian.server.demo;

/**
 * One part of the demo country. Steps are beans, run once on an empty data folder in the order of
 * {@code @Order}.
 */
public interface DemoStep {

  /** Loads this part. Units and users are there already. */
  void load(DemoCountry country);
}
