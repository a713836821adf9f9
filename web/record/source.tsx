import { createContext, type ReactNode, use } from 'react'
import type { DisputeMark } from '../../src/query/dispute-contract.js'
import type { Figure } from '../../src/query/figure-contract.js'

/** 记录从哪里读。The citizen's own paths, or the desk's with a person and a purpose. */
export interface RecordSource {
  readonly record: string
  readonly figure: string
  /** 为什么变了；where it may be asked. */
  readonly difference?: string
  /** 原始资料，of a fact; where it may be opened. */
  readonly original?: (fact: { posting: string; ordinal: number; documentId: string }) => string
  /** 有异议时送往何处；where none may be raised, absent. */
  readonly objecting?: Objecting
  /** 合计的数不是一个人的：where one goes from it to the lines it adds up. */
  readonly objectingAt?: (asked: Asked) => { readonly to: string; readonly state: object }
  /** Sent with every read, such as the purpose a clerk names. */
  readonly query?: Readonly<Record<string, string>>
}

/** 异议的去处：where it is sent, where its proof, and what the sender adds. */
export interface Objecting {
  readonly path: string
  readonly papers: string
  readonly body?: Readonly<Record<string, unknown>>
  /** 窗口代录：who came, and the paper form, are asked for too. */
  readonly atCounter?: true
}

/** What of a figure has to be known to ask why: its path, and how it was shown. */
export interface Asked {
  readonly path: string
  readonly term: string
  readonly text: string
  /** The figure itself, as the record answered it. */
  readonly value?: number | string
}

interface Explaining {
  /** Undefined where explanations may not be asked for: the figure is then plain text. */
  readonly explain?: ((asked: Asked) => void) | undefined
}

const ExplainContext = createContext<Explaining>({})

export function ExplainProvider({ explain, children }: Explaining & { readonly children: ReactNode }) {
  return <ExplainContext value={{ explain }}>{children}</ExplainContext>
}

export function useExplain(): Explaining['explain'] {
  return use(ExplainContext).explain
}

export type ShownFigure = Pick<Figure, 'term' | 'value' | 'unit' | 'text' | 'path' | 'status'>

const Marks = createContext<readonly DisputeMark[]>([])

/** 核查中的各项，for the figures below. */
export function MarksProvider({
  marks,
  children,
}: {
  readonly marks: readonly DisputeMark[]
  readonly children: ReactNode
}) {
  return <Marks value={marks}>{children}</Marks>
}

/** 这一项是否在核查中。 */
export function useMark(path: string): DisputeMark | undefined {
  return use(Marks).find((mark) => mark.path === path)
}

const Original = createContext<RecordSource['original']>(undefined)

/** 原始资料的打开办法，for whatever names a fact below. */
export function OriginalProvider({
  original,
  children,
}: {
  readonly original: RecordSource['original'] | undefined
  readonly children: ReactNode
}) {
  return <Original value={original}>{children}</Original>
}

export function useOriginal(): RecordSource['original'] {
  return use(Original)
}
