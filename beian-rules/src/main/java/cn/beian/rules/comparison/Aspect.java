package cn.beian.rules.comparison;

/** In what two versions of an app are compared. */
public enum Aspect {
  /** Package name or AppID. */
  PACKAGE,
  /** Name of the app, in each language. */
  APP_NAME,
  /** Functions that have to be explained, by the id of the rule that finds them. */
  FUNCTIONS,
  /** Pages by what they are called; a page that shows the same is the same page. */
  PAGES,
  /** Texts that a person can see, wherever they stand. */
  TEXTS,
  /** Data that people are asked for. */
  DATA_ITEMS,
  PERMISSIONS,
  SDKS,
  DOMAINS,
  /** Certificates, by SHA-256. */
  SIGNER,
  /** Parts of the package that the system or other apps can start. */
  COMPONENTS,
  /** Calls of the platform; those of libraries and own modules aside, which tools rename. */
  CALLED_APIS
}
