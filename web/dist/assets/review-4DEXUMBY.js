import{D as e,G as i}from"./chunk-2VMT57P3.js";function t(){return e(i,{children:"This screen is being built."})}export{t as default};
