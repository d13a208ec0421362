/* Embeds the default model; an empty file gives size 0, so that training works without a model. */
#include "CDefaultModel.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

/* Aligned to a cache line, so that the tensors are, too, as far as the file aligns them. */
_Alignas(64) static const unsigned char model[] = {
#embed "chaffinch.safetensors" if_empty(0)
};

/* 1 when the file is empty and `model` is its placeholder. */
enum {
    is_empty = 0
#embed "chaffinch.safetensors" limit(1) prefix(+ 0 *) if_empty(+1)
};

const unsigned char *chaffinch_default_model(void) { return model; }

size_t chaffinch_default_model_size(void) { return is_empty ? 0 : sizeof model; }
