import type { ContentFigure, ContentSource } from './content.js'

/**
 * 一个渠道所告知的。What leaves by it, as it leaves (a screen's answer, sentences, a page, a message), and how somebody at the
 * other end reads the figures back from that.
 */
export interface Teller<Answer = unknown> {
  readonly channel: string
  /** What it is answerable for; an item it does not have is no difference. */
  carries(figure: ContentFigure, source: ContentSource): boolean
  /** What it should tell, where that is not the figures of the content one by one. */
  expects?(figures: readonly ContentFigure[]): readonly ContentFigure[]
  answer(source: ContentSource): Answer
  read(answer: Answer, source: ContentSource): readonly ContentFigure[]
}

/** 不分险种。 */
export const ANY = 'any'
