package org.omnigraph.engine.query.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.schema.Annotation;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.index.TextIndex;
import org.omnigraph.engine.index.VectorDistance;
import org.omnigraph.engine.query.column.Bits;
import org.omnigraph.engine.query.column.Column;
import org.omnigraph.engine.query.view.GraphView;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The search functions of one execution: each is computed once, whatever the number of places that name it.
final class SearchContext {
    private final GraphView view;
    private final FixedValues values;
    private final EmbeddingProvider embeddings;
    private final Map<CheckedExpr, Bits> tests = new HashMap<>();
    private final Map<CheckedExpr, RankValues> ranks = new HashMap<>();

    SearchContext(GraphView view, FixedValues values, EmbeddingProvider embeddings) {
        this.view = view;
        this.values = values;
        this.embeddings = embeddings;
    }

    /// The nodes for which a text test holds.
    Bits matches(CheckedExpr.TextMatch test) {
        Bits known = tests.get(test);
        if (known == null) {
            known = compute(test);
            tests.put(test, known);
        }
        return known;
    }

    /// The numbers of `nearest` or `bm25`.
    RankValues arm(CheckedExpr.RankArm arm) {
        RankValues known = ranks.get(arm);
        if (known == null) {
            known = switch (arm) {
                case CheckedExpr.Bm25 bm25 -> scores(bm25);
                case CheckedExpr.Nearest nearest -> distances(nearest);
            };
            ranks.put(arm, known);
        }
        return known;
    }

    /// The constant of `rrf`.
    long rrfConstant(CheckedExpr.Rrf rrf) {
        return values.of(rrf.k()) instanceof Number number && number.longValue() > 0
                ? number.longValue()
                : refuse("the constant k of `rrf` must be an integer above 0, and is " + values.of(rrf.k()));
    }

    private Bits compute(CheckedExpr.TextMatch test) {
        NodeType type = test.field().variable().type();
        Property property = test.field().property();
        int maxEdits = test.function() == org.omnigraph.catalog.query.ast.Expr.TextFunction.FUZZY ? maxEdits(test) : 0;
        if (!(values.of(test.text()) instanceof String text)) {
            return new Bits((int) view.rows(type));
        }
        return switch (test.function()) {
            case SEARCH -> view.text(type, property, TextIndex.Form.STEMMED).anyOf(text);
            case MATCH_TEXT -> view.text(type, property, TextIndex.Form.STEMMED).allOf(text);
            case FUZZY -> view.text(type, property, TextIndex.Form.UNSTEMMED).near(text, maxEdits);
        };
    }

    private int maxEdits(CheckedExpr.TextMatch test) {
        if (values.of(test.maxEdits()) instanceof Number number && number.longValue() >= 0 && number.longValue() <= 2) {
            return number.intValue();
        }
        return (int) refuse("the distance of `fuzzy` must be 0, 1 or 2, and is " + values.of(test.maxEdits()));
    }

    private RankValues scores(CheckedExpr.Bm25 bm25) {
        if (!(values.of(bm25.text()) instanceof String text)) {
            return new RankValues.Scores(Map.of());
        }
        NodeType type = bm25.field().variable().type();
        return new RankValues.Scores(
                view.text(type, bm25.field().property(), TextIndex.Form.STEMMED).scores(text));
    }

    private RankValues distances(CheckedExpr.Nearest nearest) {
        float[] query = switch (values.of(nearest.query())) {
            case float[] vector -> vector;
            case String text -> embed(nearest, text);
            case null, default -> {
                refuse("`nearest` was given null; give it a vector or a text");
                yield new float[0];
            }
        };
        if (VectorDistance.isZero(query)) {
            refuse("`nearest` was given a zero vector, which has no direction");
        }
        Column column =
                view.column(nearest.field().variable().type(), nearest.field().property());
        return new RankValues.Distances((Column.Vectors) column, query);
    }

    private float[] embed(CheckedExpr.Nearest nearest, String text) {
        String provided = embeddings.model();
        if (provided.isEmpty()) {
            refuse("`nearest` was given a text, and this graph has no embedding provider; give it a vector of "
                    + nearest.dimension() + " numbers");
        }
        Optional<String> recorded = recordedModel(nearest.field().property());
        if (recorded.isPresent() && !recorded.get().equals(provided)) {
            refuse("the vectors of `" + nearest.field().property().name() + "` come from the model `" + recorded.get()
                    + "`, and the embedding provider has `" + provided + "`; distances between them mean nothing");
        }
        return embeddings.embed(text, nearest.dimension());
    }

    private static Optional<String> recordedModel(Property property) {
        return property.annotation("embed").map(SearchContext::model).filter(model -> !model.isEmpty());
    }

    private static String model(Annotation embed) {
        return embed.kwargs().getOrDefault("model", "");
    }

    private static long refuse(String reason) {
        throw new GraphException(DiagnosticCode.QUERY_FAILED, reason, new GraphFailure.BadRequest(reason));
    }
}
