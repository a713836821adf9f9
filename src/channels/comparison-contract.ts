import { type Static, Type } from '@sinclair/typebox'

/** 渠道比对的合同：GET /api/desk/channel-comparisons。Which channel and which item; nobody and no value is named. */
export const ComparisonsAnswer = Type.Object({
  runs: Type.Array(
    Type.Object({
      beganAt: Type.Integer(),
      persons: Type.Integer(),
      figures: Type.Integer(),
      differing: Type.Integer(),
      channels: Type.Array(Type.String()),
      /** 按渠道与项目归并. */
      differences: Type.Array(
        Type.Object({
          channel: Type.String(),
          item: Type.String(),
          of: Type.String(),
          how: Type.String(),
          count: Type.Integer(),
        }),
      ),
    }),
  ),
})
export type ComparisonsAnswer = Static<typeof ComparisonsAnswer>

export const COMPARISONS_PATH = '/api/desk/channel-comparisons'
