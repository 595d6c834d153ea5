"""Terms of the field that engineers say in either language, often in one sentence.

`recall 下降` and `召回率下降`, `梯度 vanish` and `gradients vanish` are then one wording. Only names
of things and of what happens to them; synonyms within a language are the wordings of a card. A
term of two words has `_` between them; one that denies the word it is made of begins with `!`,
so that `unstable` and `不稳定` and `not stable` are one.
"""


def _table(words: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in words.split())


CHINESE = _table(
    """
    梯度:gradient 权重:weight 偏置:bias 方差:variance 协方差:covariance 均值:mean 损失函数:loss
    损失:loss 特征图:feature_map 特征:feature 特征值:eigenvalue 特征向量:eigenvector 卷积核:kernel
    卷积:convolution 学习率:learning_rate 超参数:hyperparameter 参数量:parameter 参数:parameter
    准确率:accuracy 召回率:recall 查全率:recall 精确率:precision 查准率:precision 阈值:threshold
    正负样本:positive_negative_sample 正样本:positive_sample 负样本:negative_sample 样本:sample
    标签:label 正则化:regularisation 过拟合:overfitting 欠拟合:underfitting 初始化:initialisation
    激活函数:activation 激活:activation 池化:pooling 通道:channel 维度:dimension 置信度:confidence
    得分:score 分数:score 锚框:anchor 归一化:normalisation 注意力:attention 残差:residual
    编码器:encoder 解码器:decoder 训练:training 测试:testing 推理:inference 输入:input 输出:output
    图像:image 像素:pixel 类别:class 前景:foreground 背景:background 聚类:clustering
    概率:probability 分布:distribution 温度:temperature 教师:teacher 学生:student 动量:momentum
    优化器:optimiser 收敛:converge 饱和:saturate 稀疏:sparse 非线性:nonlinear 线性:linear
    矩阵:matrix 向量:vector 交叉熵:cross_entropy 熵:entropy 噪声:noise 感受野:receptive_field
    分辨率:resolution 下采样:downsampling 上采样:upsampling 大小:size 插值:interpolation
    双线性:bilinear 网络:network 模型:model 神经元:neuron 局部:local 全局:global 掩码:mask
    预训练:pretraining 蒸馏:distillation 量化:quantisation 剪枝:pruning 平均值:average
    平均:average 最大值:max 最大:max 最高:max 最小值:min 最小:min 最低:min 尺寸:size 相同:same
    独立:independent 依赖:depend 去除:remove 删除:remove 更新:update 位置:position
    平移:translation 旋转:rotation 翻转:flip 随机:random 采样:sampling 排序:sort 抑制:suppress
    回归:regression 分类:classification 检测:detection 分割:segmentation 复杂度:complexity
    学习:learn 遮挡:occlusion 平滑:smooth 死亡:dead 死掉:dead 坏死:dead 逐渐:gradually
    逐步:gradually 慢慢:gradually 消失:vanish 爆炸:explode 共享:share 衰减:decay 裁剪:clipping
    误差:error 缩放:scale 预测:prediction 不平衡:!balance 平衡:balance 稳定:stable 敏感:sensitive
    可导:differentiable 可微:differentiable 无关:!depend 没有关系:!depend 没关系:!depend
    有关:depend 除以:/ 乘以:* 相乘:* 加上:+ 相加:+ 减去:- 相减:- 负无穷:-_inf 无穷大:inf 无穷:inf
    """
)

# Short forms, and other forms of one word that its stem does not bring together.
ENGLISH = _table(
    """
    conv:convolution convs:convolution convolutional:convolution param:parameter params:parameter
    dim:dimension dims:dimension dimensional:dimension prob:probability probs:probability
    var:variance avg:average acc:accuracy init:initialisation grad:gradient grads:gradient
    lr:learning_rate gaussians:gaussian explosion:explode explosive:explode convergence:converge
    maximum:max maximal:max largest:max greatest:max highest:max biggest:max minimum:min minimal:min
    smallest:min lowest:min equal:same identical:same dying:dead die:dead dies:dead died:dead dampen:damp dampens:damp
    gt:ground_truth gts:ground_truth fp:false_positive tp:true_positive fn:false_negative noisy:noise
    bbox:box bboxes:box big:large huge:large tiny:small bigger:larger
    sparsity:sparse saturation:saturate optimizer:optimiser infer:inference sharing:share
    normalized:normalisation normalised:normalisation normalize:normalisation
    convolve:convolution convolved:convolution convolves:convolution convolving:convolution
    divide:/ divided:/ divides:/ dividing:/ multiply:* multiplied:* multiplies:* multiplying:*
    plus:+ minus:- subtract:- subtracts:- subtracted:- subtracting:- infinity:inf
    unstable:!stable instability:!stable imbalance:!balance imbalanced:!balance unbalanced:!balance
    insensitive:!sensitive independent:!depend nondifferentiable:!differentiable unlabeled:!label
    unlabelled:!label picture:image pictures:image eps:epsilon mu:mean eta:learning_rate
    stability:stable sensitivity:sensitive
    """
)
