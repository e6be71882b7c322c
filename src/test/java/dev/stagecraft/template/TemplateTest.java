package dev.stagecraft.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Templates against what Go's own {@code text/template} (1.26, with docker's functions) made of
 * them: {@code go-templates.json} holds the data, the templates, and Go's outputs and errors.
 */
class TemplateTest {
  private static JsonNode oracle() {
    try (InputStream in = TemplateTest.class.getResourceAsStream("go-templates.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> rendersAsGoDoes() {
    JsonNode oracle = oracle();
    Object data = JsonValues.raw(oracle.get("data"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode row : oracle.get("cases")) {
      String text = row.get("template").textValue();
      boolean raw = row.path("raw").booleanValue();
      tests.add(
          DynamicTest.dynamicTest(
              (raw ? "raw " : "") + text.replace("\n", "\\n"),
              () -> assertEquals(expected(row), actual(text, raw, data))));
    }
    return tests.stream();
  }

  private static String expected(JsonNode row) {
    return row.has("error")
        ? "error: " + row.get("error").textValue()
        : row.path("output").asText();
  }

  private static String actual(String text, boolean raw, Object data) {
    try {
      Template template = Template.parse(text);
      return raw ? template.renderRaw(data) : template.render(data);
    } catch (ProblemException e) {
      return "error: " + e.problem().message();
    }
  }
}
