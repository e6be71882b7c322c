package dev.stagecraft.builtin.docker;

import java.util.Comparator;

/**
 * Names in the order of a person: {@code n2} before {@code n10}. Source: fvbommel/sortorder, which
 * docker's CLI sorts by.
 */
final class NaturalOrder implements Comparator<String> {
  static final Comparator<String> BY_NUMBER = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      if (digit(one, i) && digit(other, j)) {
        int k = zeros(one, i);
        int l = zeros(other, j);
        int endOne = digits(one, k);
        int endOther = digits(other, l);
        int order = Integer.compare(endOne - k, endOther - l);
        if (order == 0) {
          order = one.substring(k, endOne).compareTo(other.substring(l, endOther));
        }
        if (order == 0) {
          order = Integer.compare(k - i, l - j);
        }
        if (order != 0) {
          return order;
        }
        i = endOne;
        j = endOther;
      } else {
        if (one.charAt(i) != other.charAt(j)) {
          return Character.compare(one.charAt(i), other.charAt(j));
        }
        i++;
        j++;
      }
    }
    return Integer.compare(one.length() - i, other.length() - j);
  }

  private static boolean digit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int zeros(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text, at)) {
      at++;
    }
    return at;
  }
}
