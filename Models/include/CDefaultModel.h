/* The bundled model as constant bytes; holds no code that reads them. */
#ifndef CHAFFINCH_DEFAULT_MODEL_H
#define CHAFFINCH_DEFAULT_MODEL_H

#include <stddef.h>

/* The first byte of Models/chaffinch.safetensors as it was when this target was built. */
const unsigned char *chaffinch_default_model(void);

/* How many bytes there are; 0 when the file was empty (a package without a trained model). */
size_t chaffinch_default_model_size(void);

#endif
