import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { askFile, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { saveFile } from '../shell/save-file.js'

/** 打印：fetches the PDF with the session's own headers and saves it. */
export function PrintButton({ path, text }: { readonly path: string; readonly text: string }) {
  const printing = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile(path)
      saveFile(blob, name || 'quanyi.pdf')
    },
  })
  return (
    <>
      <Button loading={printing.isPending} onClick={() => printing.mutate()}>
        {text}
      </Button>
      <FormProblem error={printing.error} />
    </>
  )
}
