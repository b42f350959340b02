/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.training.TrainedNetwork;
import org.mattrainer.onnx.NetworkGraph;
import org.mattrainer.onnx.OnnxNames;
import org.mattrainer.onnx.PixelGraph;
import org.mattrainer.onnx.PreprocessingGraph;
import org.tribuo.ONNXExportable;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXPlaceholder;
import org.tribuo.util.onnx.ONNXRef;

/** The two ONNX forms of a model: on the host's vectors of features, and on images. */
final class OnnxExport {

    private static final String GRAPH = "MatModel";

    private OnnxExport() {}

    /** Features [n,f] in the order of their ids to probabilities [n,m] in the order of the label ids. */
    static ModelProto ofFeatures(MatModel model, String domain, long version) {
        ONNXContext context = new ONNXContext();
        ONNXPlaceholder input = context.floatInput(model.getFeatureIDMap().size());
        ONNXPlaceholder output = context.floatOutput(model.getOutputIDInfo().size());
        context.setName(GRAPH);
        probabilitiesOfFeatures(model, input).assignTo(output);
        return OnnxNames.withFeatures(ONNXExportable.buildModel(context, domain, version, model), model);
    }

    static ONNXNode probabilitiesOfFeatures(MatModel model, ONNXRef<?> features) {
        int count = model.getFeatureIDMap().size();
        return probabilities(ofImages(model, PixelGraph.write(features, model.pixels(), count)), model.temperature());
    }

    /** Images [n,c,h,w] in the units of the examples to probabilities [n,m] and latent vectors [n,d]. */
    static ModelProto ofImages(MatModel model, String domain, long version) {
        ImageShape shape = model.pixels().shape();
        ONNXContext context = new ONNXContext();
        ONNXPlaceholder input = context.floatInput(shape.size());
        ONNXPlaceholder output = context.floatOutput(model.getOutputIDInfo().size());
        ONNXPlaceholder latent = context.floatOutput("latent", model.network().latentSize());
        context.setName(GRAPH);
        NetworkGraph graph = ofImages(model, read(model, input));
        probabilities(graph, model.temperature()).assignTo(output);
        graph.latent().assignTo(latent);
        ModelProto.Builder proto = ONNXExportable.buildModel(context, domain, version, model).toBuilder();
        // The host's context knows vectors only.
        ValueInfoProto.Builder declared = proto.getGraphBuilder().getInputBuilder(0);
        TensorShapeProto.Builder dimensions =
                declared.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        Dimension batch = dimensions.getDim(0);
        dimensions.clearDim().addDim(batch);
        for (int size : new int[] {shape.channels(), shape.height(), shape.width()}) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(size));
        }
        return OnnxNames.withLabels(proto.build(), model);
    }

    /** Images as the model reads them: pixels that it has never seen are 0 unless it uses them. */
    private static ONNXRef<?> read(MatModel model, ONNXRef<?> images) {
        ImageShape shape = model.pixels().shape();
        boolean[] used = new boolean[shape.size()];
        boolean all = true;
        for (int pixel = 0; pixel < used.length; pixel++) {
            used[pixel] = model.reader().isUsed(pixel);
            all &= used[pixel];
        }
        return all ? images : PixelGraph.clearUnused(images, shape, used);
    }

    private static NetworkGraph ofImages(MatModel model, ONNXRef<?> images) {
        TrainedNetwork trained = model.parts().trained();
        ONNXRef<?> fed = PreprocessingGraph.write(
                images, model.pixels().shape(), model.parts().transform());
        return NetworkGraph.write(fed, trained.network(), trained.parameters(), trained.statistics());
    }

    private static ONNXNode probabilities(NetworkGraph graph, double temperature) {
        ONNXRef<?> logits = graph.logits();
        if (temperature != 1) {
            logits = logits.apply(ONNXOperators.DIV, logits.onnxContext().constant("temperature", (float) temperature));
        }
        return logits.apply(ONNXOperators.SOFTMAX, Map.of("axis", 1));
    }
}
