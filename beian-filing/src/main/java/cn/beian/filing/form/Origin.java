package cn.beian.filing.form;

/** Where an answer comes from. */
public enum Origin {
  /** Read from the package. */
  PACKAGE,
  /** Held about the organisation or the logged-in user. */
  ORGANIZATION,
  /** An earlier filing, a project approval, or the registry of filed apps. */
  EARLIER,
  /** Said by the sponsor. */
  SPONSOR,
  /** Stands in an attachment. */
  ATTACHMENT
}
