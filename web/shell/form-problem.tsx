import { useSentence } from './states.js'

/** 表单里的不予办理。The sentence stands above what was asked. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const sentence = useSentence()
  if (!error) return null
  return (
    <p className="form-problem" role="alert">
      {sentence(error)}
    </p>
  )
}
