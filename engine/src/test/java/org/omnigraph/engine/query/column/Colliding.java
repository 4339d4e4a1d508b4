package org.omnigraph.engine.query.column;

import java.util.ArrayList;
import java.util.List;

/// Texts that all have one `String.hashCode`, and so one hash of every table that multiplies by 31.
public final class Colliding {
    private Colliding() {}

    /// 2^pairs texts of twice as many letters.
    public static List<String> texts(int pairs) {
        List<String> texts = new ArrayList<>(1 << pairs);
        for (int bits = 0; bits < 1 << pairs; bits++) {
            StringBuilder text = new StringBuilder();
            for (int pair = 0; pair < pairs; pair++) {
                text.append((bits >> pair & 1) == 0 ? "Aa" : "BB");
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
