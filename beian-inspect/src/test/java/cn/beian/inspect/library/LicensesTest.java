package cn.beian.inspect.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicensesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MIT | MIT",
        "The MIT License | MIT",
        "MIT License (MIT) | MIT",
        "http://www.opensource.org/licenses/mit-license.php | MIT",
        "Apache 2.0 | Apache-2.0",
        "Apache-2.0 | Apache-2.0",
        "Apache License, Version 2.0 | Apache-2.0",
        "The Apache Software License, Version 2.0 | Apache-2.0",
        "https://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0",
        "Apache License, Version 1.1 | 'Apache License, Version 1.1'",
        "New BSD License | BSD-3-Clause",
        "3-Clause BSD License | BSD-3-Clause",
        "Simplified BSD License | BSD-2-Clause",
        "Mozilla Public License, Version 2.0 | MPL-2.0",
        "Eclipse Public License 1.0 | EPL-1.0",
        "木兰宽松许可证, 第2版 | MulanPSL-2.0",
        "GNU General Public License v3 | GNU General Public License v3",
        "Android Software Development Kit License | Android Software Development Kit License",
        "MIT OR Apache-2.0 | MIT OR Apache-2.0"
      })
  void names_areRecognised_orKept(String name, String license) {
    assertThat(Licenses.named(name)).contains(license);
  }

  @Test
  void whatIsNoName_isNoLicence() {
    assertThat(Licenses.named(" ")).isEmpty();
    assertThat(Licenses.named("a\nb")).isEmpty();
    assertThat(Licenses.named("a".repeat(500))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Licensed under the Apache License, Version 2.0 (the “License”) | Apache-2.0",
        "Apache License\\n * Version 2.0, January 2004 | Apache-2.0",
        "/* Permission is hereby granted, free of\\n"
            + " * charge, to any person obtaining a copy | MIT",
        "Redistribution and use in source and binary forms, with or without | BSD-2-Clause",
        "木兰宽松许可证, 第2版 | MulanPSL-2.0",
        "GNU LESSER GENERAL PUBLIC LICENSE\\n Version 2.1, February 1999 | GNU LGPL 2.1",
        "http://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0"
      })
  void texts_areRecognised(String text, String license) {
    assertThat(Licenses.ofText(text.replace("\\n", "\n"))).contains(license);
  }

  @Test
  void threeKindsOfBsd_areToldApart() {
    String both = "Redistribution and use in source and binary forms are permitted. ";
    assertThat(Licenses.ofText(both)).contains("BSD-2-Clause");
    assertThat(Licenses.ofText(both + "Neither the name of")).contains("BSD-3-Clause");
    assertThat(Licenses.ofText(both + "All advertising materials … Neither the name of"))
        .contains("BSD-4-Clause");
  }

  @Test
  void otherText_saysNothing() {
    assertThat(Licenses.ofText("All rights reserved.")).isEmpty();
    assertThat(Licenses.ofText("https://example.org/terms")).isEmpty();
    assertThat(Licenses.ofText("")).isEmpty();
  }

  /** Each phrase begun ten thousand times. */
  @Test
  void textMadeToBeSlow_isReadAtOnce() {
    String slow =
        "common development and distribution license redistribution and use ".repeat(10_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () -> {
          for (int i = 0; i < 100; i++) {
            assertThat(Licenses.ofText(slow)).isEmpty();
            assertThat(Licenses.named("cddl ".repeat(24))).isPresent();
          }
        });
  }
}
