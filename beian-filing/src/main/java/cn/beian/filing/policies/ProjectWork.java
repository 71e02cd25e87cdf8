package cn.beian.filing.policies;

/** What is to be done about an app. */
public enum ProjectWork {
  BUILD,
  REBUILD,
  PURCHASE
}
