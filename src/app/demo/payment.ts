import type { LevyEntry } from '../../collection/levy-file.js'

/** 到账的一笔，as the tax authority's file tells it. */
export type Payment = Omit<LevyEntry, 'row'>
