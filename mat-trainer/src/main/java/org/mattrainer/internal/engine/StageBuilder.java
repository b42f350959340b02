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
package org.mattrainer.internal.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.mattrainer.internal.kernel.Curve;
import org.mattrainer.internal.kernel.DenseOperator;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.internal.kernel.PoolShape;
import org.mattrainer.internal.kernel.WeightNormalisation;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Concatenate;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.Upsample2d;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/** Makes one stage of neighbouring layers: takes each layer that is offered, or refuses it, which ends the stage. */
final class StageBuilder implements LayerVisitor<Boolean> {

    private final Network network;
    private final BitSet frozen;
    private final int first;
    private final List<Stage> stages;
    private final int[] stageOf;
    private final int[] sources;
    private final StageConvolutions convolutions;
    private int next;
    private Part last;
    private StageInput input;
    private LinearOperator operator;
    private StageAddend addend;
    private WeightNormalisation weightNorm;
    private StageNorm norm;
    private float slope = 1f;
    private Curve curve;
    private PoolShape pool;
    private StageDraw draw;

    /** The parts of a stage in the order in which they act; a stage has one of each at most. */
    private enum Part {
        JOIN,
        OPERATOR,
        ADDEND,
        NORM,
        ACTIVATION,
        POOL,
        DRAW
    }

    /**
     * Begins a stage.
     *
     * @param network the network
     * @param frozen the nodes that normalise with running statistics in every pass
     * @param first index of the first node that will be offered
     * @param stages the stages before
     * @param stageOf the stage of each node before
     * @param convolutions makes the operators of convolutions
     */
    StageBuilder(
            Network network,
            BitSet frozen,
            int first,
            List<Stage> stages,
            int[] stageOf,
            StageConvolutions convolutions) {
        this.network = network;
        this.frozen = frozen;
        this.first = first;
        this.stages = stages;
        this.stageOf = stageOf;
        this.sources = network.nodes().get(first).inputs().stream()
                .mapToInt(this::stageOf)
                .toArray();
        this.convolutions = convolutions;
        this.next = first;
        this.input = new DirectInput(sources[0], compact(network.inputShape(first)));
        this.operator = new IdentityOperator(compact(network.inputShape(first)));
    }

    /** The stage of the layers that were taken. */
    Stage build(int index) {
        StageTensors tensors = StageTensors.of(network, first, next - 1);
        return new Stage(
                index,
                input,
                operator,
                addend,
                tensors,
                weightNorm,
                norm,
                slope,
                curve,
                pool,
                draw,
                isInPlace(),
                next - 1);
    }

    /** Whether what the stage would keep is what its source keeps already. */
    private boolean isInPlace() {
        return operator instanceof IdentityOperator
                && input.isDirect()
                && sources[0] >= 0
                && stages.get(sources[0]).isPlain()
                && pool == null;
    }

    private int stageOf(int node) {
        return node < 0 ? node : stageOf[node];
    }

    /** Takes a layer if the part that it makes comes behind those that there are. */
    private boolean take(Part part) {
        if (last != null && last.compareTo(part) >= 0) {
            return false;
        }
        last = part;
        next++;
        return true;
    }

    /** What the layer that was taken last reads. */
    private TensorShape input() {
        return network.inputShape(next - 1);
    }

    /** What it makes. */
    private TensorShape output() {
        return network.shape(next);
    }

    private static Layout compact(TensorShape shape) {
        return Layout.of(shape.channels(), shape.height(), shape.width(), 0, 0);
    }

    @Override
    public Boolean visit(Add layer) {
        if (next > first) {
            return addTo(network.nodes().get(next).inputs());
        }
        return join(new SummedInput(sources, compact(network.shape(first + 1))));
    }

    /** Takes a sum of an operator's result and one value from elsewhere. A bias would have to come before the sum. */
    private boolean addTo(List<Integer> terms) {
        boolean biased = StageTensors.of(network, first, next - 1).bias() >= 0;
        int other = terms.get(terms.get(0) == next - 1 ? 1 : 0);
        if (last != Part.OPERATOR || biased || terms.size() != 2 || !take(Part.ADDEND)) {
            return false;
        }
        addend = new StageAddend(stageOf(other), input, compact(output()));
        return true;
    }

    @Override
    public Boolean visit(Concatenate layer) {
        List<Layout> parts = new ArrayList<>();
        network.nodes().get(first).inputs().forEach(source -> parts.add(compact(network.shape(source + 1))));
        return join(new ConcatenatedInput(sources, parts, compact(network.shape(first + 1))));
    }

    @Override
    public Boolean visit(Gate layer) {
        return join(new GatedInput(sources, compact(network.shape(first + 1))));
    }

    /** Takes a join, which only begins a stage; behind it another linear layer may follow. */
    private boolean join(StageInput joined) {
        if (!take(Part.JOIN)) {
            return false;
        }
        input = joined;
        operator = new IdentityOperator(compact(network.shape(first + 1)));
        return true;
    }

    @Override
    public Boolean visit(ShortcutPad layer) {
        return take(Part.OPERATOR)
                && operate(new ShortcutOperator(compact(input()), compact(output()), layer.stride()));
    }

    private boolean operate(LinearOperator made) {
        operator = made;
        return true;
    }

    private boolean takeWeighted(WeightedLayer layer) {
        if (!take(Part.OPERATOR)) {
            return false;
        }
        if (layer.weightNorm() != WeightNorm.NONE) {
            weightNorm = WeightNormalisation.of(
                    layer,
                    network.parameters().stream()
                            .filter(spec -> spec.layer() == next - 1)
                            .toList());
        }
        return true;
    }

    @Override
    public Boolean visit(Conv2d layer) {
        return takeWeighted(layer) && operate(convolutions.of(layer, input(), output()));
    }

    @Override
    public Boolean visit(ConvTranspose2d layer) {
        return takeWeighted(layer) && operate(convolutions.of(layer, input(), output()));
    }

    @Override
    public Boolean visit(Upsample2d layer) {
        return take(Part.OPERATOR)
                && operate(new UpsampleOperator(compact(input()), compact(output()), layer.factor()));
    }

    @Override
    public Boolean visit(Reparameterise layer) {
        return join(new SampledInput(sources, next, compact(network.shape(first + 1))));
    }

    @Override
    public Boolean visit(Reshape layer) {
        return take(Part.OPERATOR) && operate(new ReshapeOperator(compact(input()), compact(output())));
    }

    @Override
    public Boolean visit(MaxUnpool2d layer) {
        MaxPool2d pooling = layer.pooling();
        Layout map = compact(network.shape(first + 1));
        Layout pooled = compact(network.inputShape(first));
        return join(new UnpooledInput(sources, pooled, map, pooling.kernelSize(), pooling.stride()));
    }

    @Override
    public Boolean visit(Linear layer) {
        return takeWeighted(layer)
                && operate(DenseOperator.of(input().size(), output().size(), convolutions.kernels()));
    }

    @Override
    public Boolean visit(AvgPool2d layer) {
        return take(Part.OPERATOR) && average(layer.kernelSize(), layer.kernelSize(), layer.stride());
    }

    @Override
    public Boolean visit(GlobalAvgPool2d layer) {
        return take(Part.OPERATOR) && average(input().height(), input().width(), 1);
    }

    private boolean average(int rows, int columns, int stride) {
        return operate(new AverageOperator(
                compact(input()), compact(output()), rows, columns, stride, convolutions.kernels()));
    }

    @Override
    public Boolean visit(Flatten layer) {
        return take(Part.OPERATOR) && (input().isVector() || operate(new FlattenOperator(compact(input()))));
    }

    @Override
    public Boolean visit(BatchNorm2d layer) {
        return take(Part.NORM) && normalise(StageNorm.of(layer, frozen.get(next - 1)));
    }

    private boolean normalise(StageNorm made) {
        norm = made;
        return true;
    }

    @Override
    public Boolean visit(PRelu layer) {
        return activate(0f, null);
    }

    @Override
    public Boolean visit(LeakyRelu layer) {
        return activate(layer.slope(), null);
    }

    @Override
    public Boolean visit(Relu layer) {
        return activate(0f, null);
    }

    private boolean activate(float fixedSlope, Curve bent) {
        if (!take(Part.ACTIVATION)) {
            return false;
        }
        slope = fixedSlope;
        curve = bent;
        return true;
    }

    @Override
    public Boolean visit(Sigmoid layer) {
        return activate(1f, Curve.SIGMOID);
    }

    @Override
    public Boolean visit(Tanh layer) {
        return activate(1f, Curve.TANH);
    }

    @Override
    public Boolean visit(Softplus layer) {
        return activate(1f, Curve.SOFTPLUS);
    }

    @Override
    public Boolean visit(MaxPool2d layer) {
        if (curve != null || !take(Part.POOL)) {
            return false;
        }
        pool = new PoolShape(layer.kernelSize(), layer.stride(), operator.output(), compact(network.shape(next)));
        return true;
    }

    @Override
    public Boolean visit(Dropout layer) {
        return take(Part.DRAW) && draw(StageDraw.mask(next - 1, layer.keep()));
    }

    @Override
    public Boolean visit(AdditiveNoise layer) {
        return take(Part.DRAW) && draw(StageDraw.noise(next - 1, layer.deviation()));
    }

    private boolean draw(StageDraw made) {
        draw = made;
        return true;
    }

    /** The shift is what is the bias of an operator elsewhere, so there must be none before it. */
    @Override
    public Boolean visit(ChannelAffine layer) {
        return last != Part.OPERATOR && last != Part.ADDEND && take(Part.NORM) && normalise(StageNorm.AFFINE);
    }

    @Override
    public Boolean visit(ChannelScale layer) {
        return take(Part.NORM) && normalise(StageNorm.AFFINE);
    }

    @Override
    public Boolean visit(Slice layer) {
        return take(Part.OPERATOR) && operate(new SliceOperator(compact(input()), layer.offset(), compact(output())));
    }

    @Override
    public Boolean visit(Softmax layer) {
        return join(new SoftmaxInput(sources[0], compact(network.shape(first + 1))));
    }
}
