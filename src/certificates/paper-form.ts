/** 证明的种类：权益记录单、参保缴费证明、待遇享受证明。 */
export const PAPER_FORMS = ['statement', 'contributionProof', 'benefitProof'] as const
export type PaperForm = (typeof PAPER_FORMS)[number]
